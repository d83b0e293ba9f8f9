// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Customers, setups, cards and the events of all; charging.cpp has what moves money.

#include "provider.h"

#include <wire/json.h>

#include <QtCore/QJsonDocument>

namespace melody::sandboxpay {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxTries = 10; // of a form, so that nobody tries cards through it
constexpr qint64 maxWaitMs = 24 * 3600 * 1000;
constexpr int maxAttempts = 16;
constexpr qint64 maxRetryMs = 3600 * 1000;

QJsonObject defaultBehaviour()
{
    return {{u"webhook_delay_ms"_s, 0}, {u"webhook_duplicates"_s, 0},  {u"webhook_drop_first"_s, 0}, {u"webhook_order"_s, u"forward"_s},
            {u"webhook_hold"_s, false}, {u"webhook_retry_ms"_s, 1000}, {u"slow_ms"_s, 5000},         {u"settle_ms"_s, 2000}};
}

} // namespace

Provider::Provider(std::unique_ptr<Records> records, QString origin, const Clock &clock)
    : m_records(std::move(records)), m_origin(std::move(origin)), m_clock(clock)
{
}

Result<QJsonObject> Provider::need(const QString &kind, const QString &id) const
{
    const QJsonObject record = m_records->get(kind, id);
    if (record.isEmpty())
        return fail(ErrorKind::NotFound, u"no_such_"_s + kind, u"There is no %1 of this id."_s.arg(kind));
    return record;
}

QJsonObject Provider::byKey(const QString &kind, const QString &key) const
{
    return m_records->get(kind, m_records->get(u"key"_s, kind + u':' + key).value(u"id"_s).toString());
}

void Provider::remember(const QString &kind, const QString &key, const QJsonObject &record)
{
    m_records->put(u"key"_s, kind + u':' + key, {{u"id"_s, record[u"id"_s]}});
}

void Provider::save(const QString &kind, const QJsonObject &record)
{
    m_records->put(kind, record[u"id"_s].toString(), record);
}

Result<QJsonObject> Provider::createCustomer(const QString &key, const QString &reference)
{
    const std::lock_guard lock(m_mutex);
    if (const QJsonObject known = byKey(u"customer"_s, key); !known.isEmpty())
        return known[u"reference"_s] == reference
                   ? Result<QJsonObject>(known)
                   : fail(ErrorKind::Conflict, u"idempotency_key_reused"_s, u"This key made another customer."_s);
    const QJsonObject customer{{u"id"_s, newId(u"cus"_s)}, {u"reference"_s, reference}, {u"created_ms"_s, nowMs()}};
    save(u"customer"_s, customer);
    remember(u"customer"_s, key, customer);
    m_records->commit();
    return customer;
}

Result<QJsonObject> Provider::createSetup(const QString &customer, const QString &returnUrl)
{
    const std::lock_guard lock(m_mutex);
    if (const auto known = need(u"customer"_s, customer); !known)
        return known;
    const QString id = newId(u"set"_s);
    const QJsonObject setup{
        {u"id"_s, id},           {u"customer"_s, customer}, {u"return_url"_s, returnUrl}, {u"form_url"_s, m_origin + u"/pay/"_s + id},
        {u"state"_s, u"open"_s}, {u"tries"_s, 0},           {u"created_ms"_s, nowMs()}};
    save(u"setup"_s, setup);
    m_records->commit();
    return setup;
}

Result<QJsonObject> Provider::find(const QString &kind, const QString &id) const
{
    const std::lock_guard lock(m_mutex);
    return need(kind, id);
}

Result<QJsonObject> Provider::tokenise(const CardInput &input)
{
    const auto card = readCard(input, m_clock.now());
    if (!card)
        return tl::unexpected(card.error());
    const std::lock_guard lock(m_mutex);
    const QJsonObject token{{u"id"_s, newId(u"tok"_s)},
                            {u"brand"_s, card->brand},
                            {u"last4"_s, card->last4},
                            {u"expiry_month"_s, card->expiryMonth},
                            {u"expiry_year"_s, card->expiryYear},
                            {u"behaviour"_s, card->behaviour}};
    save(u"token"_s, token);
    m_records->commit();
    return token;
}

Result<QJsonObject> Provider::finishSetup(const QString &setupId, const QString &tokenId)
{
    const std::lock_guard lock(m_mutex);
    auto setup = need(u"setup"_s, setupId);
    if (!setup)
        return setup;
    if ((*setup)[u"state"_s] != u"open"_s || (*setup)[u"tries"_s].toInt() >= maxTries)
        return fail(ErrorKind::Conflict, u"setup_over"_s, u"This form has been used."_s);
    const auto token = need(u"token"_s, tokenId);
    if (!token)
        return token;
    m_records->put(u"token"_s, tokenId, {});
    setup->insert(u"tries"_s, (*setup)[u"tries"_s].toInt() + 1);
    const Decision decision = decideStoring((*token)[u"behaviour"_s].toString());
    if (decision.outcome == Outcome::Decline) {
        setup->insert(u"decline_code"_s, decision.declineCode);
    } else if (decision.outcome == Outcome::Challenge) {
        setup->insert(u"state"_s, u"challenge"_s);
        setup->insert(u"card"_s, *token);
        setup->insert(u"action_url"_s, m_origin + u"/challenge/"_s + setupId);
    } else {
        setup = storeMethod(*setup, *token);
    }
    save(u"setup"_s, *setup);
    m_records->commit();
    if (decision.outcome == Outcome::Decline)
        return fail(ErrorKind::PlanRequired, u"card_declined"_s, u"The bank declined the card: %1."_s.arg(decision.declineCode));
    return setup;
}

QJsonObject Provider::storeMethod(QJsonObject setup, const QJsonObject &card)
{
    QJsonObject method = card;
    method.insert(u"id"_s, newId(u"pm"_s));
    method.insert(u"customer"_s, setup[u"customer"_s]);
    method.insert(u"charges"_s, 0);
    method.insert(u"created_ms"_s, nowMs());
    save(u"method"_s, method);
    setup.insert(u"state"_s, u"finished"_s);
    setup.insert(u"method"_s, method[u"id"_s]);
    setup.remove(u"card"_s);
    emitEvent(u"method.stored"_s, {{u"setup"_s, setup[u"id"_s]}, {u"method"_s, method[u"id"_s]}});
    return setup;
}

Result<QJsonObject> Provider::removeMethod(const QString &id)
{
    const std::lock_guard lock(m_mutex);
    auto method = need(u"method"_s, id);
    if (!method || (*method)[u"removed"_s].toBool())
        return method;
    method->insert(u"removed"_s, true);
    save(u"method"_s, *method);
    emitEvent(u"method.removed"_s, {{u"method"_s, id}});
    m_records->commit();
    return method;
}

QJsonObject Provider::behaviour() const
{
    const std::lock_guard lock(m_mutex);
    const QJsonObject set = m_records->get(u"behaviour"_s, u"all"_s);
    return set.isEmpty() ? defaultBehaviour() : set;
}

Result<QJsonObject> Provider::setBehaviour(const QJsonObject &changes)
{
    wire::ObjectReader reader(changes, wire::UnknownFields::Refuse);
    QJsonObject next = behaviour();
    for (const QString &wait : {u"webhook_delay_ms"_s, u"webhook_retry_ms"_s, u"slow_ms"_s, u"settle_ms"_s})
        next.insert(wait, reader.optionalInteger(wait, 0, maxWaitMs).value_or(next[wait].toInteger()));
    for (const QString &count : {u"webhook_duplicates"_s, u"webhook_drop_first"_s})
        next.insert(count, reader.optionalInteger(count, 0, 10).value_or(next[count].toInteger()));
    next.insert(u"webhook_hold"_s, reader.boolean(u"webhook_hold"_s, next[u"webhook_hold"_s].toBool()));
    const auto order = reader.optionalString(u"webhook_order"_s, 1, 16);
    if (order && *order != u"forward" && *order != u"reverse")
        return failField(u"webhook_order"_s, u"unknown_value"_s, u"forward or reverse"_s);
    if (order)
        next.insert(u"webhook_order"_s, *order);
    if (const auto read = reader.finish(); !read)
        return tl::unexpected(read.error());
    const std::lock_guard lock(m_mutex);
    m_records->put(u"behaviour"_s, u"all"_s, next);
    m_records->commit();
    return next;
}

void Provider::emitEvent(const QString &type, const QJsonObject &data)
{
    const QJsonObject set = m_records->get(u"behaviour"_s, u"all"_s);
    const QJsonObject behaviour = set.isEmpty() ? defaultBehaviour() : set;
    const QJsonObject event{{u"id"_s, newId(u"evt"_s)}, {u"type"_s, type}, {u"created_ms"_s, nowMs()}, {u"data"_s, data}};
    save(u"event"_s, event);
    const int copies = 1 + behaviour[u"webhook_duplicates"_s].toInt();
    for (int i = 0; i < copies; ++i) {
        const qint64 number = m_records->get(u"counter"_s, u"delivery"_s)[u"value"_s].toInteger() + 1;
        m_records->put(u"counter"_s, u"delivery"_s, {{u"value"_s, number}});
        const QString id = u"%1"_s.arg(number, 12, 10, QChar(u'0')); // sorts by time
        m_records->put(u"delivery"_s, id,
                       {{u"event"_s, event[u"id"_s]},
                        {u"attempts"_s, 0},
                        {u"to_drop"_s, behaviour[u"webhook_drop_first"_s]},
                        {u"due_ms"_s, nowMs() + behaviour[u"webhook_delay_ms"_s].toInteger()}});
    }
}

std::vector<Delivery> Provider::due() const
{
    const QJsonObject behaviour = this->behaviour();
    const std::lock_guard lock(m_mutex);
    std::vector<Delivery> due;
    if (behaviour[u"webhook_hold"_s].toBool())
        return due;
    const auto waiting = m_records->all(u"delivery"_s);
    for (auto one = waiting.begin(); one != waiting.end(); ++one) {
        if (one.value()[u"due_ms"_s].toInteger() <= nowMs())
            due.push_back(
                {one.key(), QJsonDocument(m_records->get(u"event"_s, one.value()[u"event"_s].toString())).toJson(QJsonDocument::Compact)});
    }
    if (behaviour[u"webhook_order"_s] == u"reverse"_s)
        std::reverse(due.begin(), due.end());
    return due;
}

void Provider::delivered(const QString &id, bool arrived)
{
    const qint64 retryMs = behaviour()[u"webhook_retry_ms"_s].toInteger();
    const std::lock_guard lock(m_mutex);
    QJsonObject delivery = m_records->get(u"delivery"_s, id);
    const int attempts = delivery[u"attempts"_s].toInt() + 1;
    if (arrived || attempts >= maxAttempts) {
        delivery = {};
    } else {
        delivery.insert(u"attempts"_s, attempts);
        delivery.insert(u"due_ms"_s, nowMs() + std::min(maxRetryMs, retryMs << (attempts - 1)));
    }
    m_records->put(u"delivery"_s, id, delivery);
    m_records->commit();
}

bool Provider::isDropped(const QString &id) const
{
    const std::lock_guard lock(m_mutex);
    const QJsonObject delivery = m_records->get(u"delivery"_s, id);
    return delivery[u"attempts"_s].toInt() < delivery[u"to_drop"_s].toInt();
}

QJsonArray Provider::events() const
{
    const std::lock_guard lock(m_mutex);
    QJsonArray events;
    const auto all = m_records->all(u"event"_s);
    for (const QJsonObject &event : all)
        events.append(event);
    return events;
}

int Provider::undelivered() const
{
    const std::lock_guard lock(m_mutex);
    return int(m_records->all(u"delivery"_s).size());
}

} // namespace melody::sandboxpay
