// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The seam to whoever moves the money. Card numbers never come near it: the payer's form posts them to the provider and brings back a
// token. One contract suite (tests/contract) runs against every adapter.
#pragma once

#include <values/clock.h>
#include <values/money.h>
#include <values/result.h>

#include <QtCore/QByteArray>
#include <QtCore/QHash>

#include <memory>
#include <vector>

namespace melody::billing {

// What a payer may see of a stored payment method.
struct CardFace {
    QString brand; // "visa"
    QString last4;
    int expiryMonth = 0; // 1 to 12
    int expiryYear = 0;  // four digits
};

// Where the app sends the payer's card: a form on the provider's own origin, opened by the app. Our server sees `setup` only.
struct MethodSetup {
    QString setup;   // the provider's id of this attempt
    QString formUrl; // on the provider's origin; ends at `returnUrl` that was asked for
};

struct StoredMethod {
    QString token; // the provider's reusable reference
    CardFace face;
};

enum class ChargeState { Succeeded, Declined, NeedsAction, Pending };

struct ChargeRequest {
    QString key; // idempotency key: the same key is charged once, whoever asks and however often
    QString customer;
    QString methodToken;
    Money amount; // > 0
    QString description;
    bool payerPresent = false; // may be challenged (3-D Secure); a renewal can't
};

struct Charge {
    QString id; // the provider's
    QString key;
    ChargeState state = ChargeState::Pending;
    QString declineCode; // "insufficient_funds", "expired_card", "do_not_honor", …; when Declined
    QString actionUrl;   // the challenge, when NeedsAction
};

struct Refund {
    QString id;
    Money amount;
};

// What a verified webhook says, in one vocabulary for all providers.
struct GatewayEvent {
    enum class Kind {
        ChargeSucceeded,
        ChargeFailed,
        ChargeRefunded,
        DisputeOpened,
        DisputeWon,
        DisputeLost,
        MethodStored,
        MethodRemoved,
        Ignored
    };
    QString id; // unique at the provider: events come twice and out of order
    Kind kind = Kind::Ignored;
    TimePoint occurred;
    QString charge;    // the provider's id
    QString chargeKey; // our key of it
    QString setup;
    QString declineCode;
    std::optional<Money> amount; // of ChargeRefunded all that was given back of the charge until then; of others the charge's
};

// Thread: any. Every call may take seconds and may fail with Unavailable, which tells nothing of what happened: ask again with the same
// key. Never call it inside a database transaction.
class PaymentGateway {
public:
    virtual ~PaymentGateway() = default;
    [[nodiscard]] virtual QString name() const = 0; // as in /v1/payments/webhooks/{provider}
    virtual Result<QString> createCustomer(const QString &key, const QString &reference) = 0;
    virtual Result<MethodSetup> beginMethod(const QString &customer, const QString &returnUrl) = 0;
    virtual Result<StoredMethod> finishMethod(const QString &setup) = 0; // Conflict until the payer has finished the form
    virtual Result<void> removeMethod(const QString &methodToken) = 0;
    virtual Result<Charge> charge(const ChargeRequest &request) = 0;
    virtual Result<Charge> chargeByKey(const QString &key) = 0; // NotFound: it never arrived
    virtual Result<Refund> refund(const QString &key, const QString &charge, const Money &amount) = 0;
    // Unauthenticated for a wrong or missing signature or one older than the tolerance; Malformed for what can't be read. What is genuine
    // may make it ask the provider: Unavailable then means that it is to be sent again.
    virtual Result<GatewayEvent> readWebhook(const QHash<QByteArray, QByteArray> &headers, const QByteArray &body, TimePoint now) const = 0;
};

} // namespace melody::billing
