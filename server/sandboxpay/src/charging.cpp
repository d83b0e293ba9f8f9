// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Charges, refunds and disputes of the provider.

#include "provider.h"

namespace melody::sandboxpay {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

tl::unexpected<Error> keyReused()
{
    return fail(ErrorKind::Conflict, u"idempotency_key_reused"_s, u"This key was used for something else."_s);
}

bool isSame(const QJsonObject &charge, const NewCharge &other)
{
    return charge[u"customer"_s] == other.customer && charge[u"method"_s] == other.method &&
           charge[u"amount_minor"_s].toInteger() == other.amountMinor && charge[u"currency"_s] == other.currency;
}

} // namespace

Result<QJsonObject> Provider::chargeByKey(const QString &key) const
{
    const std::lock_guard lock(m_mutex);
    const QJsonObject charge = byKey(u"charge"_s, key);
    if (charge.isEmpty())
        return fail(ErrorKind::NotFound, u"no_such_charge"_s, u"No charge has this key."_s);
    return charge;
}

QJsonArray Provider::chargesOf(const QString &customer) const
{
    const std::lock_guard lock(m_mutex);
    QJsonArray charges;
    const auto all = m_records->all(u"charge"_s);
    for (const QJsonObject &charge : all) {
        if (customer.isEmpty() || charge[u"customer"_s] == customer)
            charges.append(charge);
    }
    return charges;
}

Result<Answered> Provider::charge(const NewCharge &wanted)
{
    const milliseconds slow(behaviour()[u"slow_ms"_s].toInteger());
    const std::lock_guard lock(m_mutex);
    if (const QJsonObject known = byKey(u"charge"_s, wanted.key); !known.isEmpty()) {
        if (!isSame(known, wanted))
            return keyReused();
        return Answered{known};
    }
    const auto method = need(u"method"_s, wanted.method);
    if (!method)
        return tl::unexpected(method.error());
    if ((*method)[u"customer"_s] != wanted.customer || (*method)[u"removed"_s].toBool())
        return fail(ErrorKind::Conflict, u"method_not_usable"_s, u"This card is not this customer's, or was removed."_s);
    const QJsonObject asked{{u"id"_s, newId(u"ch"_s)},
                            {u"key"_s, wanted.key},
                            {u"customer"_s, wanted.customer},
                            {u"method"_s, wanted.method},
                            {u"amount_minor"_s, wanted.amountMinor},
                            {u"currency"_s, wanted.currency},
                            {u"description"_s, wanted.description},
                            {u"payer_present"_s, wanted.payerPresent},
                            {u"refunded_minor"_s, 0},
                            {u"created_ms"_s, nowMs()}};
    Decision decision;
    const QJsonObject charge = decide(asked, *method, decision);
    remember(u"charge"_s, wanted.key, charge);
    concludeCharge(charge);
    if (decision.outcome == Outcome::SettleLater)
        m_records->put(u"pending"_s, charge[u"id"_s].toString(), {{u"id"_s, charge[u"id"_s]}});
    if (charge[u"state"_s] == u"succeeded"_s && (*method)[u"behaviour"_s] == u"disputed"_s) {
        const QJsonObject dispute{{u"id"_s, newId(u"dp"_s)}, {u"charge"_s, charge[u"id"_s]}, {u"state"_s, u"open"_s}};
        save(u"dispute"_s, dispute);
        emitEvent(u"dispute.opened"_s, {{u"dispute"_s, dispute}, {u"charge"_s, charge}});
    }
    m_records->commit();
    return Answered{charge, decision.slow ? slow : milliseconds(0)};
}

QJsonObject Provider::decide(QJsonObject charge, const QJsonObject &method, Decision &decision) const
{
    decision = isExpired(method[u"expiry_month"_s].toInt(), method[u"expiry_year"_s].toInt(), m_clock.now())
                   ? Decision{Outcome::Decline, u"expired_card"_s}
                   : decideCharge(method[u"behaviour"_s].toString(), method[u"charges"_s].toInt(), charge[u"payer_present"_s].toBool());
    switch (decision.outcome) {
    case Outcome::Succeed:
        charge.insert(u"state"_s, u"succeeded"_s);
        break;
    case Outcome::Decline:
        charge.insert(u"state"_s, u"declined"_s);
        charge.insert(u"decline_code"_s, decision.declineCode);
        break;
    case Outcome::Challenge:
        charge.insert(u"state"_s, u"needs_action"_s);
        charge.insert(u"action_url"_s, m_origin + u"/challenge/"_s + charge[u"id"_s].toString());
        break;
    case Outcome::SettleLater:
        charge.insert(u"state"_s, u"pending"_s);
        break;
    }
    return charge;
}

// Stores the charge and, when its outcome is known, tells of it.
void Provider::concludeCharge(const QJsonObject &charge)
{
    save(u"charge"_s, charge);
    const QString state = charge[u"state"_s].toString();
    if (state == u"succeeded") {
        QJsonObject method = m_records->get(u"method"_s, charge[u"method"_s].toString());
        method.insert(u"charges"_s, method[u"charges"_s].toInt() + 1);
        save(u"method"_s, method);
        emitEvent(u"charge.succeeded"_s, {{u"charge"_s, charge}});
    } else if (state == u"declined") {
        emitEvent(u"charge.failed"_s, {{u"charge"_s, charge}});
    }
}

void Provider::settle()
{
    const std::lock_guard lock(m_mutex);
    const auto pending = m_records->all(u"pending"_s);
    const qint64 settleMs = m_records->get(u"behaviour"_s, u"all"_s)[u"settle_ms"_s].toInteger(2000);
    for (auto one = pending.begin(); one != pending.end(); ++one) {
        const QString &id = one.key();
        QJsonObject charge = m_records->get(u"charge"_s, id);
        if (charge[u"created_ms"_s].toInteger() + settleMs > nowMs())
            continue;
        charge.insert(u"state"_s, u"succeeded"_s);
        concludeCharge(charge);
        m_records->put(u"pending"_s, id, {});
    }
    m_records->commit();
}

Result<QJsonObject> Provider::refund(const QString &key, const QString &chargeId, qint64 amountMinor, const QString &currency)
{
    const std::lock_guard lock(m_mutex);
    if (const QJsonObject known = byKey(u"refund"_s, key); !known.isEmpty()) {
        const bool same = known[u"charge"_s] == chargeId && known[u"amount_minor"_s].toInteger() == amountMinor;
        return same ? Result<QJsonObject>(known) : keyReused();
    }
    auto charge = need(u"charge"_s, chargeId);
    if (!charge)
        return charge;
    if ((*charge)[u"currency"_s] != currency)
        return failField(u"currency"_s, u"other_currency"_s, u"The charge was in another currency."_s);
    const qint64 refunded = (*charge)[u"refunded_minor"_s].toInteger();
    if ((*charge)[u"state"_s] != u"succeeded"_s)
        return fail(ErrorKind::Conflict, u"charge_not_refundable"_s, u"Only a charge that succeeded is refunded."_s);
    if (amountMinor > (*charge)[u"amount_minor"_s].toInteger() - refunded)
        return fail(ErrorKind::Conflict, u"refund_exceeds_charge"_s, u"This is more than is left of the charge."_s);
    charge->insert(u"refunded_minor"_s, refunded + amountMinor);
    save(u"charge"_s, *charge);
    const QJsonObject refund{
        {u"id"_s, newId(u"re"_s)}, {u"key"_s, key}, {u"charge"_s, chargeId}, {u"amount_minor"_s, amountMinor}, {u"currency"_s, currency}};
    save(u"refund"_s, refund);
    remember(u"refund"_s, key, refund);
    emitEvent(u"charge.refunded"_s, {{u"charge"_s, *charge}, {u"refund"_s, refund}});
    m_records->commit();
    return refund;
}

Result<QJsonObject> Provider::answerChallenge(const QString &id, bool approve)
{
    const std::lock_guard lock(m_mutex);
    if (auto setup = need(u"setup"_s, id)) {
        if ((*setup)[u"state"_s] != u"challenge"_s)
            return fail(ErrorKind::Conflict, u"challenge_over"_s, u"The bank has its answer already."_s);
        if (approve) {
            setup = storeMethod(*setup, (*setup)[u"card"_s].toObject());
        } else {
            setup->insert(u"state"_s, u"open"_s);
            setup->insert(u"decline_code"_s, u"authentication_failed"_s);
            setup->remove(u"card"_s);
        }
        setup->remove(u"action_url"_s);
        save(u"setup"_s, *setup);
        m_records->commit();
        return setup;
    }
    auto charge = need(u"charge"_s, id);
    if (!charge)
        return charge;
    if ((*charge)[u"state"_s] != u"needs_action"_s)
        return fail(ErrorKind::Conflict, u"challenge_over"_s, u"The bank has its answer already."_s);
    charge->insert(u"state"_s, approve ? u"succeeded"_s : u"declined"_s);
    charge->remove(u"action_url"_s);
    if (!approve)
        charge->insert(u"decline_code"_s, u"authentication_failed"_s);
    concludeCharge(*charge);
    m_records->commit();
    return charge;
}

Result<QJsonObject> Provider::openDispute(const QString &chargeId)
{
    const std::lock_guard lock(m_mutex);
    const auto charge = need(u"charge"_s, chargeId);
    if (!charge)
        return charge;
    if ((*charge)[u"state"_s] != u"succeeded"_s)
        return fail(ErrorKind::Conflict, u"charge_not_disputable"_s, u"Only a charge that succeeded is disputed."_s);
    const QJsonObject dispute{{u"id"_s, newId(u"dp"_s)}, {u"charge"_s, chargeId}, {u"state"_s, u"open"_s}};
    save(u"dispute"_s, dispute);
    emitEvent(u"dispute.opened"_s, {{u"dispute"_s, dispute}, {u"charge"_s, *charge}});
    m_records->commit();
    return dispute;
}

Result<QJsonObject> Provider::closeDispute(const QString &id, bool won)
{
    const std::lock_guard lock(m_mutex);
    auto dispute = need(u"dispute"_s, id);
    if (!dispute)
        return dispute;
    if ((*dispute)[u"state"_s] != u"open"_s)
        return fail(ErrorKind::Conflict, u"dispute_over"_s, u"This dispute has been decided."_s);
    dispute->insert(u"state"_s, won ? u"won"_s : u"lost"_s);
    save(u"dispute"_s, *dispute);
    emitEvent(won ? u"dispute.won"_s : u"dispute.lost"_s,
              {{u"dispute"_s, *dispute}, {u"charge"_s, m_records->get(u"charge"_s, (*dispute)[u"charge"_s].toString())}});
    m_records->commit();
    return dispute;
}

} // namespace melody::sandboxpay
