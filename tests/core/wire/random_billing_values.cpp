// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "random_values.h"

namespace melody::wire::test {

using namespace Qt::StringLiterals;

Money RandomValues::money()
{
    return {upTo(maxAmountMinor), oneOf(QStringList{u"EUR"_s, u"USD"_s, u"JPY"_s})};
}

Offer RandomValues::offer()
{
    return {word(), word(), coin()};
}

PlanPrice RandomValues::planPrice()
{
    return {word(), money(), money()};
}

PlanInfo RandomValues::planInfo()
{
    return {word(), 1 + int(upTo(99)), 1 + int(upTo(99)), int(upTo(366)), coin(), coin(), listOf(0, 4, &RandomValues::planPrice)};
}

BillingLine RandomValues::billingLine()
{
    BillingLine line{word(), word(), money(), time(), time()};
    if (coin())
        line.amount.amountMinor = -line.amount.amountMinor;
    return line;
}

PlanList RandomValues::planList()
{
    return {u"DE"_s, u"EUR"_s, upTo(1'000'000), {u"DE"_s, u"US"_s}, listOf(0, 5, &RandomValues::planInfo)};
}

NewSubscription RandomValues::newSubscription()
{
    return {offer(), u"ES"_s, perhaps([&] { return id<UserId>().uuid(); }), coin()};
}

SubscriptionCommand RandomValues::subscriptionCommand()
{
    return {word(),
            perhaps([&] { return offer(); }),
            coin() ? u"FR"_s : QString(),
            perhaps([&] { return id<UserId>().uuid(); }),
            coin(),
            perhaps([&] {
                return Quote{time(), upTo(1LL << 53)};
            })};
}

Preview RandomValues::preview()
{
    Preview preview;
    preview.command = word();
    preview.quote = {time(), upTo(1LL << 53)};
    preview.effective = time();
    preview.lines = listOf(0, 4, &RandomValues::billingLine);
    preview.dueNow = money();
    preview.taxIncluded = money();
    preview.balance = money();
    preview.stateAfter = word();
    preview.offerAfter = offer();
    preview.nextCharge = perhaps([&] { return NextCharge{time(), money()}; });
    preview.losing = listOf(0, 5, &RandomValues::word);
    return preview;
}

SubscriptionInfo RandomValues::subscriptionInfo()
{
    SubscriptionInfo info;
    info.state = word();
    info.version = upTo(1LL << 53);
    info.offer = offer();
    info.nextOffer = perhaps([&] { return offer(); });
    info.country = coin() ? u"DE"_s : QString();
    info.price = perhaps([&] { return money(); });
    info.balance = money();
    const auto moment = [&] { return time(); };
    info.periodStart = perhaps(moment);
    info.periodEnd = perhaps(moment);
    info.graceUntil = perhaps(moment);
    info.pausedUntil = perhaps(moment);
    info.studentUntil = perhaps(moment);
    info.nextCharge = perhaps([&] { return NextCharge{time(), money()}; });
    info.payment = perhaps([&] {
        return PaymentInfo{word(), money(), coin() ? u"https://pay.example/challenge"_s : QString(), coin() ? word() : QString()};
    });
    info.commands = listOf(0, 4, &RandomValues::word);
    info.seat = perhaps([&] { return FamilySeat{text(0, 80), word(), coin(), 1 + int(upTo(6)), coin()}; });
    info.needless = coin();
    return info;
}

SubscriptionEventInfo RandomValues::subscriptionEventInfo()
{
    return {upTo(1LL << 53), word(), time(), word(), offer(), perhaps([&] { return money(); })};
}

SubscriptionEventPage RandomValues::subscriptionEventPage()
{
    return {listOf(0, 4, &RandomValues::subscriptionEventInfo), text(0, 50)};
}

PaymentMethodInfo RandomValues::paymentMethodInfo()
{
    return {id<UserId>().uuid(), word(), u"4242"_s, 1 + int(upTo(11)), 2000 + int(upTo(7999)), coin()};
}

PaymentMethodList RandomValues::paymentMethodList()
{
    return {listOf(0, 4, &RandomValues::paymentMethodInfo), text(0, 50)};
}

NewPaymentMethod RandomValues::newPaymentMethod()
{
    return coin() ? NewPaymentMethod{u"melody://payment-methods"_s, {}} : NewPaymentMethod{{}, text(1, 200)};
}

PaymentMethodSetup RandomValues::paymentMethodSetup()
{
    return {text(1, 200), u"https://pay.example/form/1"_s};
}

InvoiceInfo RandomValues::invoiceInfo()
{
    return {id<UserId>().uuid(),
            text(1, 64),
            word(),
            time(),
            u"DE"_s,
            money(),
            money(),
            upTo(1'000'000),
            listOf(0, 4, &RandomValues::billingLine),
            coin() ? u"DE-2026-000001"_s : QString()};
}

InvoicePage RandomValues::invoicePage()
{
    return {listOf(0, 4, &RandomValues::invoiceInfo), text(0, 50)};
}

EntitlementsInfo RandomValues::entitlementsInfo()
{
    return {word(), coin(), media::rungName(rung()), 1 + int(upTo(99)), 1 + int(upTo(99)), coin(), coin()};
}

} // namespace melody::wire::test
