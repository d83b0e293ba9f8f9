// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stripe_reading.h"
#include "webhook_signature.h"

#include <wire/json.h>

namespace melody::payments {

using namespace Qt::StringLiterals;
using billing::GatewayEvent;

namespace {

using Kind = GatewayEvent::Kind;

constexpr qint64 maxSeconds = 253'402'300'799; // the year 9999

// https://docs.stripe.com/api/events/types
Kind kindOf(const QString &type, const QJsonObject &object)
{
    if (type == u"checkout.session.completed")
        return object[u"mode"_s] == u"setup"_s ? Kind::MethodStored : Kind::Ignored;
    const QString status = object[u"status"_s].toString();
    if (type == u"charge.dispute.created") // a bank that asks only ("warning_needs_response") has taken nothing
        return status.startsWith(u"warning_") ? Kind::Ignored : Kind::DisputeOpened;
    if (type == u"charge.dispute.closed")
        return status == u"won" ? Kind::DisputeWon : status == u"lost" ? Kind::DisputeLost : Kind::Ignored;
    static const QHash<QString, Kind> kinds{
        {u"payment_intent.succeeded"_s, Kind::ChargeSucceeded},     {u"payment_intent.payment_failed"_s, Kind::ChargeFailed},
        {u"payment_intent.canceled"_s, Kind::ChargeFailed},         {u"charge.refunded"_s, Kind::ChargeRefunded},
        {u"charge.dispute.funds_withdrawn"_s, Kind::DisputeOpened}, {u"payment_method.detached"_s, Kind::MethodRemoved}};
    return kinds.value(type, Kind::Ignored);
}

Money amountOf(wire::ObjectReader &object, Kind kind)
{
    const QString currency = object.string(u"currency"_s, 3, 3).toUpper();
    return {object.integer(kind == Kind::ChargeRefunded ? u"amount_refunded"_s : u"amount"_s, 0, maxAmountMinor), currency};
}

void readObject(wire::ObjectReader &reader, const QJsonObject &object, GatewayEvent &event)
{
    switch (event.kind) {
    case Kind::Ignored:
    case Kind::MethodRemoved:
        return;
    case Kind::MethodStored:
        event.setup = reader.string(u"id"_s, 1, maxStripeText);
        return;
    case Kind::ChargeSucceeded:
    case Kind::ChargeFailed:
        event.charge = reader.string(u"id"_s, 1, maxStripeText);
        break;
    case Kind::ChargeRefunded:
    case Kind::DisputeOpened:
    case Kind::DisputeWon:
    case Kind::DisputeLost:
        event.charge = reader.string(u"payment_intent"_s, 1, maxStripeText);
        break;
    }
    event.amount = amountOf(reader, event.kind);
    event.chargeKey = object[u"metadata"_s][stripeKeyField].toString().left(maxStripeText);
    if (event.kind == Kind::ChargeFailed) {
        const QJsonValue error = object[u"last_payment_error"_s];
        const QString code = error[u"decline_code"_s].toString(error[u"code"_s].toString());
        event.declineCode = code.isEmpty() ? u"canceled"_s : code.left(maxStripeText);
    }
}

} // namespace

Result<GatewayEvent> readStripeEvent(const QByteArray &body)
{
    const auto json = wire::parseObject(body, maxWebhookBytes);
    if (!json)
        return tl::unexpected(json.error());
    wire::ObjectReader reader(*json, wire::UnknownFields::Ignore);
    const QJsonValue data = (*json)[u"data"_s];
    const QJsonObject object = data[u"object"_s].toObject();
    GatewayEvent event;
    event.id = reader.string(u"id"_s, 1, maxStripeText);
    event.kind = kindOf(reader.string(u"type"_s, 1, maxStripeText), object);
    event.occurred = TimePoint(std::chrono::seconds(reader.integer(u"created"_s, 0, maxSeconds)));
    reader.nested(u"data"_s, true, [&](wire::ObjectReader &data) {
        return data.nested(u"object"_s, true, [&](wire::ObjectReader &inner) {
            readObject(inner, object, event);
            return true;
        });
    });
    if (const auto read = reader.finish(); !read)
        return fail(ErrorKind::Malformed, u"malformed_webhook"_s, read.error().detail);
    return event;
}

} // namespace melody::payments
