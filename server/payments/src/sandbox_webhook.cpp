// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox_webhook.h"

#include "webhook_signature.h"

#include <wire/json.h>

namespace melody::payments {

using namespace Qt::StringLiterals;
using billing::Charge;
using billing::ChargeState;
using billing::GatewayEvent;

namespace {

using Kind = GatewayEvent::Kind;

constexpr qint64 maxTimeMs = 253'402'300'799'000; // the year 9999

Kind kindOf(const QString &type)
{
    static const QHash<QString, Kind> kinds{{u"charge.succeeded"_s, Kind::ChargeSucceeded}, {u"charge.failed"_s, Kind::ChargeFailed},
                                            {u"charge.refunded"_s, Kind::ChargeRefunded},   {u"dispute.opened"_s, Kind::DisputeOpened},
                                            {u"dispute.won"_s, Kind::DisputeWon},           {u"dispute.lost"_s, Kind::DisputeLost},
                                            {u"method.stored"_s, Kind::MethodStored},       {u"method.removed"_s, Kind::MethodRemoved}};
    return kinds.value(type, Kind::Ignored);
}

ChargeState stateOf(const QString &word)
{
    if (word == u"succeeded")
        return ChargeState::Succeeded;
    if (word == u"declined")
        return ChargeState::Declined;
    return word == u"needs_action" ? ChargeState::NeedsAction : ChargeState::Pending;
}

void readData(wire::ObjectReader &data, GatewayEvent &event)
{
    event.setup = data.optionalString(u"setup"_s, 1, maxSandboxText).value_or(QString());
    const auto readCharge = [&](wire::ObjectReader &charge) {
        event.charge = charge.string(u"id"_s, 1, maxSandboxText);
        event.chargeKey = charge.string(u"key"_s, 1, maxSandboxText);
        event.declineCode = charge.optionalString(u"decline_code"_s, 1, maxSandboxText).value_or(QString());
        const QString amount = event.kind == Kind::ChargeRefunded ? u"refunded_minor"_s : u"amount_minor"_s;
        event.amount = Money{charge.integer(amount, 0, maxAmountMinor), charge.string(u"currency"_s, 3, 3)};
        return true;
    };
    const bool aboutMethod = event.kind == Kind::MethodStored || event.kind == Kind::MethodRemoved;
    data.nested(u"charge"_s, !aboutMethod, readCharge);
}

} // namespace

Result<GatewayEvent> readSandboxEvent(const QByteArray &body)
{
    const auto json = wire::parseObject(body, maxWebhookBytes);
    if (!json)
        return tl::unexpected(json.error());
    wire::ObjectReader reader(*json, wire::UnknownFields::Ignore);
    GatewayEvent event;
    event.id = reader.string(u"id"_s, 1, maxSandboxText);
    event.kind = kindOf(reader.string(u"type"_s, 1, maxSandboxText));
    event.occurred = TimePoint(std::chrono::milliseconds(reader.integer(u"created_ms"_s, 0, maxTimeMs)));
    if (event.kind != Kind::Ignored)
        reader.nested(u"data"_s, true, [&](wire::ObjectReader &data) {
            readData(data, event);
            return true;
        });
    if (const auto read = reader.finish(); !read)
        return fail(ErrorKind::Malformed, u"malformed_webhook"_s, read.error().detail);
    return event;
}

Result<Charge> readSandboxCharge(const QJsonObject &json)
{
    wire::ObjectReader reader(json, wire::UnknownFields::Ignore);
    Charge charge;
    charge.id = reader.string(u"id"_s, 1, maxSandboxText);
    charge.key = reader.string(u"key"_s, 1, maxSandboxText);
    charge.state = stateOf(reader.string(u"state"_s, 1, maxSandboxText));
    charge.declineCode = reader.optionalString(u"decline_code"_s, 1, maxSandboxText).value_or(QString());
    charge.actionUrl = reader.optionalString(u"action_url"_s, 1, 2000).value_or(QString());
    if (const auto read = reader.finish(); !read)
        return fail(ErrorKind::Unavailable, u"provider_answer"_s, u"The provider's answer can't be read."_s);
    return charge;
}

} // namespace melody::payments
