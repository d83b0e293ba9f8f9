// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The reads and writes of billing, inside the caller's transaction, which acts for the payer.
#pragma once

#include <plans/planner.h>

#include <audit/audit_log.h>
#include <billing/billing.h>

namespace melody::billing {

using IntentId = Id<struct IntentTag>;
using InvoiceId = Id<struct InvoiceTag>;
using MethodId = Id<struct MethodTag>;
using RefundId = Id<struct RefundTag>;

inline constexpr qsizetype longestReason = 1'000; // of what an operator does

[[nodiscard]] inline db::Actor as(const UserId &user)
{
    return {"melody_billing", user};
}

// A payment, written down before the provider is asked.
struct Intent {
    IntentId id;
    QString state; // "open", "succeeded", "declined", "abandoned", "refunding", "refunded"
    bool renewal = false;
    Money amount;
    QString methodToken;
    QString customerToken;
    bool payerPresent = false;
    QJsonObject plan;
    QString chargeId; // empty until the provider answered
    QString actionUrl;
    QString declineCode;
    qint64 refundedMinor = 0;
    QString dispute; // "none", "open", "won", "lost"
    TimePoint created{};
    [[nodiscard]] QString key(const UserId &user) const { return user.toString() + u'.' + id.toString(); }
};

// What an operator gives back of a payment.
struct NewRefund {
    IntentId intent;
    qint64 amountMinor = 0;
    qint64 upToMinor = 0; // of the payment, with all before it
};
struct StoredRefund : NewRefund {
    QString state; // "requested", "done", "refused"
};

struct Method {
    wire::PaymentMethodInfo info;
    QString token;
};

struct PostingLine {
    QString account;
    qint64 amountMinor = 0; // debits are positive
};

struct Posting {
    QList<PostingLine> lines; // zeros are left out
    QString memo;
    std::optional<IntentId> intent = {};
    std::optional<InvoiceId> invoice = {};
    std::optional<QUuid> reverses = {}; // the posting that this one takes back, as a whole or in part
};

[[nodiscard]] QJsonObject planJson(const Plan &plan);
[[nodiscard]] Result<Plan> readPlan(const QJsonObject &json);
[[nodiscard]] QList<wire::BillingLine> wireLines(const QList<Line> &lines, const QString &currency);

// Thread: that of the transaction. Lives as long as one.
class Store {
public:
    Store(db::Transaction &transaction, const UserId &user, TimePoint now) : m_transaction(transaction), m_user(user), m_now(now) {}

    [[nodiscard]] Result<Subscription> lockSubscription();
    // Nothing when somebody else holds it, or there is none.
    [[nodiscard]] Result<std::optional<Subscription>> lockSubscriptionIfFree();
    [[nodiscard]] Result<Subscription> subscription();
    // The change, its event, invoice, postings, jobs and mails: together or not at all. The subscription must be locked.
    void commit(const Subscription &before, const Plan &plan, const PriceBook &prices, std::optional<IntentId> intent,
                audit::AuditLog *audit);

    [[nodiscard]] Intent createIntent(const Plan &plan, const Method &method, const QString &customer, bool payerPresent, bool renewal);
    [[nodiscard]] std::optional<Intent> openIntent();
    [[nodiscard]] std::optional<Intent> intent(const IntentId &id);
    [[nodiscard]] std::optional<Intent> lastIntent();
    void update(const Intent &intent);

    void post(const Posting &posting, const QString &currency, const QString &country);
    // `total` > 0. Enqueues the mail that brings it.
    InvoiceId issue(const QString &kind, qint64 totalMinor, const QList<Line> &lines, const Subscription &of, const PriceBook &prices,
                    std::optional<IntentId> intent);
    [[nodiscard]] QList<wire::InvoiceInfo> invoices(const std::optional<InvoiceId> &before, int limit);
    [[nodiscard]] std::optional<wire::InvoiceInfo> invoice(const InvoiceId &id);

    [[nodiscard]] QString customer(); // empty: none yet
    void setCustomer(const QString &token);
    void rememberSetup(const QString &setup);
    [[nodiscard]] bool knowsSetup(const QString &setup);
    [[nodiscard]] QList<Method> methods();
    [[nodiscard]] std::optional<Method> method(const std::optional<QUuid> &id); // without an id the default
    wire::PaymentMethodInfo addMethod(const StoredMethod &method);
    void removeMethod(const QUuid &id);

    [[nodiscard]] Result<QList<wire::SubscriptionEventInfo>> events(); // oldest first

    // Runs the engine for this payer at a time.
    void wake(TimePoint at, const QString &why);
    void notice(const QString &what, const QString &about);
    void noticeAt(TimePoint at, const QString &what, const QString &about);
    // The mails before the renewal that needs a fresh proof of being a student; those whose time has come and gone are left out.
    void remindStudent(const ProofDue &due);
    void announce(const ProofDue &due);
    [[nodiscard]] std::optional<qint64> announcedMinor(TimePoint renewal);
    void giveBack(const Intent &intent); // a payment, by a job

    [[nodiscard]] std::optional<Intent> intentOfInvoice(const QString &number); // that paid it
    [[nodiscard]] qint64 refundedUpTo(const IntentId &intent);                  // as far as operators asked
    void requestRefund(const NewRefund &refund);                                // with its job
    [[nodiscard]] std::optional<StoredRefund> refund(const RefundId &id);
    void settleRefund(const RefundId &id, bool done);
    [[nodiscard]] std::optional<QUuid> postingOf(const IntentId &intent);

private:
    db::Transaction &m_transaction;
    const UserId m_user;
    const TimePoint m_now;
};

[[nodiscard]] PriceBook readPrices(db::Transaction &transaction);

} // namespace melody::billing
