// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stripe_reading.h"

#include <wire/json.h>

namespace melody::payments {

using namespace Qt::StringLiterals;
using billing::Charge;
using billing::ChargeState;
using billing::StoredMethod;

namespace {

constexpr qsizetype maxUrl = 5000;

tl::unexpected<Error> unreadable()
{
    return fail(ErrorKind::Unavailable, u"provider_answer"_s, u"The provider's answer can't be read."_s);
}

// https://docs.stripe.com/payments/paymentintents/lifecycle
ChargeState stripeStateOf(const QString &status)
{
    if (status == u"succeeded")
        return ChargeState::Succeeded;
    if (status == u"requires_payment_method" || status == u"canceled")
        return ChargeState::Declined;
    return status == u"requires_action" ? ChargeState::NeedsAction : ChargeState::Pending;
}

} // namespace

bool hasStripeIsoMinorUnits(const QString &currency)
{
    static const QSet<QString> special{u"BHD"_s, u"JOD"_s, u"KWD"_s, u"OMR"_s, u"TND"_s, u"ISK"_s, u"UGX"_s, u"MGA"_s};
    return currency.size() == 3 && !special.contains(currency);
}

Result<Charge> readStripeIntent(const QJsonObject &json)
{
    wire::ObjectReader reader(json, wire::UnknownFields::Ignore);
    Charge charge;
    charge.id = reader.string(u"id"_s, 1, maxStripeText);
    const QString status = reader.string(u"status"_s, 1, maxStripeText);
    charge.state = stripeStateOf(status);
    charge.key = json[u"metadata"_s][stripeKeyField].toString();
    if (charge.state == ChargeState::Declined) {
        const QJsonValue error = json[u"last_payment_error"_s];
        const QString code = error[u"decline_code"_s].toString(error[u"code"_s].toString());
        charge.declineCode = code.isEmpty() ? status : code;
    }
    if (charge.state == ChargeState::NeedsAction)
        charge.actionUrl = json[u"next_action"_s][u"redirect_to_url"_s][u"url"_s].toString().left(maxUrl);
    if (!reader.finish())
        return unreadable();
    return charge;
}

Result<StoredMethod> readStripeSession(const QJsonObject &session)
{
    if (session[u"status"_s] != u"complete"_s || session[u"setup_intent"_s][u"status"_s] != u"succeeded"_s)
        return fail(ErrorKind::Conflict, u"setup_not_finished"_s, u"The payer has not finished the form."_s);
    const QJsonObject method = session[u"setup_intent"_s][u"payment_method"_s].toObject();
    wire::ObjectReader reader(method, wire::UnknownFields::Ignore);
    StoredMethod stored;
    stored.token = reader.string(u"id"_s, 1, maxStripeText);
    reader.nested(u"card"_s, true, [&](wire::ObjectReader &card) {
        stored.face = {card.string(u"brand"_s, 1, maxStripeText), card.string(u"last4"_s, 4, 4), int(card.integer(u"exp_month"_s, 1, 12)),
                       int(card.integer(u"exp_year"_s, 2000, 9999))};
        return true;
    });
    if (!reader.finish())
        return unreadable();
    return stored;
}

Error readStripeError(int status, const QJsonObject &body)
{
    const QJsonValue error = body[u"error"_s];
    const QString type = error[u"type"_s].toString();
    const QString code = error[u"code"_s].toString();
    const QString message = error[u"message"_s].toString().left(maxStripeText);
    if (status == 401 || status == 403)
        return {ErrorKind::Internal, u"payment_credentials"_s, u"The payment provider doesn't know our key."_s};
    if (type == u"idempotency_error")
        return {ErrorKind::Conflict, u"idempotency_key_reused"_s, message};
    if (status == 404 || code == u"resource_missing")
        return {ErrorKind::NotFound, u"resource_missing"_s, message};
    if (code == u"charge_already_refunded")
        return {ErrorKind::Conflict, u"refund_exceeds_charge"_s, message};
    if (status == 402)
        return {ErrorKind::Conflict, code.isEmpty() ? u"card_error"_s : code, message};
    if (!error[u"param"_s].toString().isEmpty()) {
        Error wrong{ErrorKind::Invalid, u"invalid_field"_s, message};
        wrong.fields.append({error[u"param"_s].toString(), code.isEmpty() ? u"invalid"_s : code, message});
        return wrong;
    }
    return {ErrorKind::Internal, u"payment_request"_s,
            u"The payment provider answered %1: %2"_s.arg(status).arg(code.isEmpty() ? type : code)};
}

} // namespace melody::payments
