// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/billing.h>

#include "billing_parts.h"

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxPeople = 100;
constexpr int maxPersonName = 80;

std::optional<TimePoint> readOptionalTime(ObjectReader &reader, const QString &field)
{
    return reader.has(field) ? std::optional(reader.time(field)) : std::nullopt;
}

Offer readOffer(ObjectReader &reader)
{
    return {readWord(reader, u"plan"_s), readWord(reader, u"period"_s), reader.boolean(u"hi_fi"_s, false)};
}

Offer readRequiredOffer(ObjectReader &reader, const QString &field)
{
    return reader.nested(field, true, readOffer).value_or(Offer());
}

PlanPrice readPlanPrice(ObjectReader &reader)
{
    return {readWord(reader, u"period"_s), readMoney(reader, u"price"_s), readMoney(reader, u"hi_fi"_s)};
}

PlanInfo readPlanInfo(ObjectReader &reader)
{
    PlanInfo plan;
    plan.plan = readWord(reader, u"plan"_s);
    plan.seats = int(reader.integer(u"seats"_s, 1, maxPeople));
    plan.concurrentStreams = int(reader.integer(u"concurrent_streams"_s, 1, maxPeople));
    plan.trialDays = int(reader.integer(u"trial_days"_s, 0, 366));
    plan.needsAddress = reader.boolean(u"needs_address"_s);
    plan.needsProof = reader.boolean(u"needs_proof"_s);
    plan.prices = reader.list(u"prices"_s, 0, 10, readPlanPrice);
    return plan;
}

PlanList readPlanList(ObjectReader &reader)
{
    PlanList list;
    list.country = readCountry(reader, u"country"_s);
    list.currency = readCurrency(reader, u"currency"_s);
    list.taxRatePpm = reader.integer(u"tax_rate_ppm"_s, 0, maxPpm);
    list.countries = reader.strings(u"countries"_s, 0, 300, 2);
    list.items = reader.list(u"items"_s, 0, 20, readPlanInfo);
    return list;
}

NewSubscription readNewSubscription(ObjectReader &reader)
{
    NewSubscription request;
    request.offer = readRequiredOffer(reader, u"offer"_s);
    request.country = readCountry(reader, u"country"_s);
    request.paymentMethod = readOptionalUuid(reader, u"payment_method"_s);
    request.addressConfirmed = reader.boolean(u"address_confirmed"_s, false);
    return request;
}

Quote readQuote(ObjectReader &reader)
{
    return {reader.time(u"at"_s), reader.integer(u"version"_s, 0, 1LL << 53)};
}

SubscriptionCommand readCommand(ObjectReader &reader)
{
    SubscriptionCommand command;
    command.command = readWord(reader, u"command"_s);
    command.offer = reader.nested(u"offer"_s, false, readOffer);
    if (reader.has(u"country"_s))
        command.country = readCountry(reader, u"country"_s);
    command.paymentMethod = readOptionalUuid(reader, u"payment_method"_s);
    command.addressConfirmed = reader.boolean(u"address_confirmed"_s, false);
    command.quote = reader.nested(u"quote"_s, false, readQuote);
    return command;
}

NextCharge readNextCharge(ObjectReader &reader)
{
    return {reader.time(u"at"_s), readMoney(reader, u"amount"_s)};
}

Preview readPreview(ObjectReader &reader)
{
    Preview preview;
    preview.command = readWord(reader, u"command"_s);
    preview.quote = reader.nested(u"quote"_s, true, readQuote).value_or(Quote());
    preview.effective = reader.time(u"effective"_s);
    preview.lines = reader.list(u"lines"_s, 0, maxLines, readLine);
    preview.dueNow = readMoney(reader, u"due_now"_s);
    preview.taxIncluded = readMoney(reader, u"tax_included"_s);
    preview.balance = readMoney(reader, u"balance"_s);
    preview.stateAfter = readWord(reader, u"state_after"_s);
    preview.offerAfter = readRequiredOffer(reader, u"offer_after"_s);
    preview.nextCharge = reader.nested(u"next_charge"_s, false, readNextCharge);
    if (reader.has(u"losing"_s))
        preview.losing = reader.strings(u"losing"_s, 0, maxPeople, maxPersonName);
    return preview;
}

PaymentInfo readPayment(ObjectReader &reader)
{
    return {readWord(reader, u"state"_s), readMoney(reader, u"amount"_s), readUrl(reader, u"action_url"_s),
            readText(reader, u"decline_code"_s, maxWordLength)};
}

FamilySeat readSeat(ObjectReader &reader)
{
    FamilySeat seat;
    seat.ownerName = readText(reader, u"owner_name"_s, maxPersonName);
    seat.plan = readWord(reader, u"plan"_s);
    seat.hiFi = reader.boolean(u"hi_fi"_s);
    seat.seats = int(reader.integer(u"seats"_s, 1, maxPeople));
    seat.held = reader.boolean(u"held"_s);
    return seat;
}

SubscriptionInfo readSubscription(ObjectReader &reader)
{
    SubscriptionInfo info;
    info.state = readWord(reader, u"state"_s);
    info.version = reader.integer(u"version"_s, 0, 1LL << 53);
    info.offer = readRequiredOffer(reader, u"offer"_s);
    info.nextOffer = reader.nested(u"next_offer"_s, false, readOffer);
    info.country = readText(reader, u"country"_s, 2);
    info.price = readOptionalMoney(reader, u"price"_s);
    info.balance = readMoney(reader, u"balance"_s);
    info.periodStart = readOptionalTime(reader, u"period_start"_s);
    info.periodEnd = readOptionalTime(reader, u"period_end"_s);
    info.graceUntil = readOptionalTime(reader, u"grace_until"_s);
    info.pausedUntil = readOptionalTime(reader, u"paused_until"_s);
    info.studentUntil = readOptionalTime(reader, u"student_until"_s);
    info.nextCharge = reader.nested(u"next_charge"_s, false, readNextCharge);
    info.payment = reader.nested(u"payment"_s, false, readPayment);
    info.commands = reader.strings(u"commands"_s, 0, 20, maxWordLength);
    info.seat = reader.nested(u"seat"_s, false, readSeat);
    info.needless = reader.has(u"needless"_s) && reader.boolean(u"needless"_s);
    return info;
}

SubscriptionEventInfo readEvent(ObjectReader &reader)
{
    return {reader.integer(u"sequence"_s, 0, 1LL << 53),
            readWord(reader, u"type"_s),
            reader.time(u"at"_s),
            readWord(reader, u"state"_s),
            readRequiredOffer(reader, u"offer"_s),
            readOptionalMoney(reader, u"amount"_s)};
}

EntitlementsInfo readEntitlements(ObjectReader &reader)
{
    EntitlementsInfo info;
    info.plan = readWord(reader, u"plan"_s);
    info.hiFi = reader.boolean(u"hi_fi"_s);
    info.highestRung = reader.string(u"highest_rung"_s, 1, maxWordLength);
    info.concurrentStreams = int(reader.integer(u"concurrent_streams"_s, 1, maxPeople));
    info.seats = int(reader.integer(u"seats"_s, 1, maxPeople));
    info.ads = reader.boolean(u"ads"_s);
    info.downloads = reader.boolean(u"downloads"_s);
    return info;
}

void insertTime(QJsonObject &json, const QString &field, const std::optional<TimePoint> &time)
{
    if (time)
        json.insert(field, formatTime(*time));
}

} // namespace

QJsonObject toJson(const PlanPrice &price)
{
    return {{u"period"_s, price.period}, {u"price"_s, toJson(price.price)}, {u"hi_fi"_s, toJson(price.hiFi)}};
}

QJsonObject toJson(const PlanInfo &plan)
{
    return {{u"plan"_s, plan.plan},
            {u"seats"_s, plan.seats},
            {u"concurrent_streams"_s, plan.concurrentStreams},
            {u"trial_days"_s, plan.trialDays},
            {u"needs_address"_s, plan.needsAddress},
            {u"needs_proof"_s, plan.needsProof},
            {u"prices"_s, toJsonArray(plan.prices)}};
}

QJsonObject toJson(const Quote &quote)
{
    return {{u"at"_s, formatTime(quote.at)}, {u"version"_s, quote.version}};
}

QJsonObject toJson(const NextCharge &charge)
{
    return {{u"at"_s, formatTime(charge.at)}, {u"amount"_s, toJson(charge.amount)}};
}

QJsonObject toJson(const PaymentInfo &payment)
{
    QJsonObject json{{u"state"_s, payment.state}, {u"amount"_s, toJson(payment.amount)}};
    insertText(json, u"action_url"_s, payment.actionUrl);
    insertText(json, u"decline_code"_s, payment.declineCode);
    return json;
}

QJsonObject toJson(const SubscriptionEventInfo &event)
{
    QJsonObject json{{u"sequence"_s, event.sequence},
                     {u"type"_s, event.type},
                     {u"at"_s, formatTime(event.at)},
                     {u"state"_s, event.state},
                     {u"offer"_s, toJson(event.offer)}};
    insertObject(json, u"amount"_s, event.amount);
    return json;
}

QJsonObject toJson(const Offer &offer)
{
    return {{u"plan"_s, offer.plan}, {u"period"_s, offer.period}, {u"hi_fi"_s, offer.hiFi}};
}

QJsonObject toJson(const PlanList &list)
{
    return {{u"country"_s, list.country},
            {u"currency"_s, list.currency},
            {u"tax_rate_ppm"_s, list.taxRatePpm},
            {u"countries"_s, QJsonArray::fromStringList(list.countries)},
            {u"items"_s, toJsonArray(list.items)}};
}

QJsonObject toJson(const NewSubscription &request)
{
    QJsonObject json{
        {u"offer"_s, toJson(request.offer)}, {u"country"_s, request.country}, {u"address_confirmed"_s, request.addressConfirmed}};
    if (request.paymentMethod)
        json.insert(u"payment_method"_s, uuidText(*request.paymentMethod));
    return json;
}

QJsonObject toJson(const SubscriptionCommand &command)
{
    QJsonObject json{{u"command"_s, command.command}, {u"address_confirmed"_s, command.addressConfirmed}};
    insertObject(json, u"offer"_s, command.offer);
    insertText(json, u"country"_s, command.country);
    if (command.paymentMethod)
        json.insert(u"payment_method"_s, uuidText(*command.paymentMethod));
    insertObject(json, u"quote"_s, command.quote);
    return json;
}

QJsonObject toJson(const Preview &preview)
{
    QJsonObject json{
        {u"command"_s, preview.command},          {u"quote"_s, toJson(preview.quote)},    {u"effective"_s, formatTime(preview.effective)},
        {u"lines"_s, toJsonArray(preview.lines)}, {u"due_now"_s, toJson(preview.dueNow)}, {u"tax_included"_s, toJson(preview.taxIncluded)},
        {u"balance"_s, toJson(preview.balance)},  {u"state_after"_s, preview.stateAfter}, {u"offer_after"_s, toJson(preview.offerAfter)}};
    insertObject(json, u"next_charge"_s, preview.nextCharge);
    if (!preview.losing.isEmpty())
        json.insert(u"losing"_s, QJsonArray::fromStringList(preview.losing));
    return json;
}

QJsonObject toJson(const FamilySeat &seat)
{
    QJsonObject json{{u"plan"_s, seat.plan}, {u"hi_fi"_s, seat.hiFi}, {u"seats"_s, seat.seats}, {u"held"_s, seat.held}};
    insertText(json, u"owner_name"_s, seat.ownerName);
    return json;
}

QJsonObject toJson(const SubscriptionInfo &subscription)
{
    QJsonObject json{{u"state"_s, subscription.state},
                     {u"version"_s, subscription.version},
                     {u"offer"_s, toJson(subscription.offer)},
                     {u"balance"_s, toJson(subscription.balance)},
                     {u"commands"_s, QJsonArray::fromStringList(subscription.commands)}};
    insertText(json, u"country"_s, subscription.country);
    insertObject(json, u"next_offer"_s, subscription.nextOffer);
    insertObject(json, u"price"_s, subscription.price);
    insertTime(json, u"period_start"_s, subscription.periodStart);
    insertTime(json, u"period_end"_s, subscription.periodEnd);
    insertTime(json, u"grace_until"_s, subscription.graceUntil);
    insertTime(json, u"paused_until"_s, subscription.pausedUntil);
    insertTime(json, u"student_until"_s, subscription.studentUntil);
    insertObject(json, u"next_charge"_s, subscription.nextCharge);
    insertObject(json, u"payment"_s, subscription.payment);
    insertObject(json, u"seat"_s, subscription.seat);
    if (subscription.needless)
        json.insert(u"needless"_s, true);
    return json;
}

QJsonObject toJson(const SubscriptionEventPage &page)
{
    return pageJson(page.items, page.nextCursor);
}

QJsonObject toJson(const EntitlementsInfo &info)
{
    return {{u"plan"_s, info.plan},
            {u"hi_fi"_s, info.hiFi},
            {u"highest_rung"_s, info.highestRung},
            {u"concurrent_streams"_s, info.concurrentStreams},
            {u"seats"_s, info.seats},
            {u"ads"_s, info.ads},
            {u"downloads"_s, info.downloads}};
}

Result<PlanList> parsePlanList(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readPlanList);
}

Result<NewSubscription> parseNewSubscription(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readNewSubscription);
}

Result<SubscriptionCommand> parseSubscriptionCommand(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readCommand);
}

Result<Preview> parsePreview(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readPreview);
}

Result<SubscriptionInfo> parseSubscriptionInfo(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readSubscription);
}

Result<SubscriptionEventPage> parseSubscriptionEventPage(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, [](ObjectReader &reader) { return readPage<SubscriptionEventPage>(reader, readEvent); });
}

Result<EntitlementsInfo> parseEntitlementsInfo(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readEntitlements);
}

} // namespace melody::wire
