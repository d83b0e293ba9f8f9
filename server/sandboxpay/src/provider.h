// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The provider's books: customers, cards by token, charges, refunds, disputes, and the events that tell of them. Records are JSON objects,
// as its interface shows them; docs/sandboxpay.md describes them.
#pragma once

#include "cards.h"
#include "records.h"

#include <mutex>

namespace melody::sandboxpay {

// One delivery of an event that is due.
struct Delivery {
    QString id;
    QByteArray body;
};

struct NewCharge {
    QString key;
    QString customer;
    QString method;
    qint64 amountMinor = 0;
    QString currency;
    QString description;
    bool payerPresent = false;
};

struct Answered {
    QJsonObject record;
    std::chrono::milliseconds late{0}; // how long the answer is to be held back, when what it tells has happened already
};

// Thread: any. Whatever is answered is durable.
class Provider {
public:
    Provider(std::unique_ptr<Records> records, QString origin, const Clock &clock);
    void setOrigin(const QString &origin) { m_origin = origin; } // before the first request

    Result<QJsonObject> createCustomer(const QString &key, const QString &reference);
    Result<QJsonObject> createSetup(const QString &customer, const QString &returnUrl);
    // Of kind customer, setup, method, charge, refund, dispute.
    [[nodiscard]] Result<QJsonObject> find(const QString &kind, const QString &id) const;
    [[nodiscard]] Result<QJsonObject> chargeByKey(const QString &key) const;
    [[nodiscard]] QJsonArray chargesOf(const QString &customer) const; // empty: of everybody

    // A token for one use; the number is read and forgotten.
    Result<QJsonObject> tokenise(const CardInput &input);
    // Stores the token's card. Conflict: the setup is over; PlanRequired ("card_declined"): the bank says no, another card may be tried.
    Result<QJsonObject> finishSetup(const QString &setup, const QString &token);
    Result<QJsonObject> removeMethod(const QString &method);

    Result<Answered> charge(const NewCharge &charge);
    Result<QJsonObject> refund(const QString &key, const QString &charge, qint64 amountMinor, const QString &currency);
    // The payer answers the bank's question, of a setup or of a charge.
    Result<QJsonObject> answerChallenge(const QString &id, bool approve);
    Result<QJsonObject> openDispute(const QString &charge);
    Result<QJsonObject> closeDispute(const QString &dispute, bool won);

    // Webhooks and waits as the tests want them; see docs/sandboxpay.md for the fields.
    [[nodiscard]] QJsonObject behaviour() const;
    Result<QJsonObject> setBehaviour(const QJsonObject &changes);

    // For the deliverer, now and then: charges that were pending succeed.
    void settle();
    [[nodiscard]] std::vector<Delivery> due() const;
    [[nodiscard]] bool isDropped(const QString &delivery) const; // lost on its way, for a test
    void delivered(const QString &delivery, bool arrived);
    [[nodiscard]] QJsonArray events() const;
    [[nodiscard]] int undelivered() const;

private:
    [[nodiscard]] qint64 nowMs() const { return m_clock.now().time_since_epoch().count(); }
    [[nodiscard]] Result<QJsonObject> need(const QString &kind, const QString &id) const;
    [[nodiscard]] QJsonObject byKey(const QString &kind, const QString &key) const;
    void remember(const QString &kind, const QString &key, const QJsonObject &record);
    void save(const QString &kind, const QJsonObject &record);
    void emitEvent(const QString &type, const QJsonObject &data);
    QJsonObject storeMethod(QJsonObject setup, const QJsonObject &card);
    QJsonObject decide(QJsonObject charge, const QJsonObject &method, Decision &decision) const;
    void concludeCharge(const QJsonObject &charge);

    mutable std::mutex m_mutex;
    std::unique_ptr<Records> m_records;
    QString m_origin;
    const Clock &m_clock;
};

} // namespace melody::sandboxpay
