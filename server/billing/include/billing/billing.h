// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plans, subscriptions, payments, invoices and the ledger. Owns the PostgreSQL schema and role `billing`. docs/subscriptions.md tells the
// rules.
#pragma once

#include <audit/audit_log.h>
#include <billing/payment_gateway.h>
#include <events/events.h>
#include <fonts/font_chain.h>
#include <http/route.h>
#include <jobs/jobs.h>
#include <mail/mailer.h>
#include <rules/entitlements.h>
#include <wire/billing.h>

namespace melody::telemetry {
class Telemetry;
}

namespace melody::billing {

// Events of this service: subscription_changed, subject is the user: {type, state, plan, hi_fi}.

// What billing must know of a payer: whom to write to, and whether the address proves a student.
struct Contact {
    QString email;
    QString displayName;
    QString language;                        // "en", "es"
    std::optional<TimePoint> emailConfirmed; // when last
};

// Where somebody is in a family: 0 is its owner's place, the others follow in the order in which they joined.
struct FamilyPlace {
    UserId owner;
    int place = 0;
};

// Of who is in somebody else's family.
struct Seat {
    UserId owner;
    rules::Entitlements has; // what the owner's own plan allows now
    bool held = false;       // and it takes them
};

struct Options {
    PaymentGateway *gateway = nullptr; // not owned; without one nothing can be paid: 503 "payments_unavailable"
    mail::Mailer *mailer = nullptr;    // not owned; without one nothing is mailed
    audit::AuditLog *audit = nullptr;  // not owned
    std::function<Result<Contact>(const UserId &)> contactOf;
    // Remembered for a minute, and asked again after family_changed. Who has no family owns one alone; empty: so do all.
    std::function<Result<FamilyPlace>(const UserId &)> placeOf = {};
    // An owner's family in the order of its places, the owner first.
    std::function<Result<std::vector<UserId>>(const UserId &)> membersOf = {};
    QStringList invoiceFonts = fonts::usualFonts(); // files, in order of preference
    telemetry::Telemetry *telemetry = nullptr;      // not owned; without one nothing is logged
};

// What an operator gives for nothing.
struct Gift {
    rules::Plan plan = rules::Plan::Individual;
    bool hiFi = false;
    QString country = QStringLiteral("DE");
    TimePoint until{};
};

struct NewPrice {
    QString product;       // the name of a plan, or "hi_fi"
    QString period;        // "monthly", "yearly"
    Money amount;          // tax included; of no minor units: sold no more from then on
    TimePoint validFrom{}; // at least an hour from now
};

// What is given back of a payment by hand. The subscription stays as it is.
struct RefundWish {
    UserId user;
    QString invoice;                        // its number, "DE-2026-000042"
    std::optional<qint64> amountMinor = {}; // nothing: all that is left of the payment
    QString reason;                         // 1 to 1,000 characters; goes into the audit log
};

// Thread: any.
class Billing {
public:
    virtual ~Billing() = default;

    // What the user's own plan and their seat on that of their family's owner allow together now (rules::together). From memory but for the
    // first time in this process and after a change (one read of the database each). Without a database: the free plan.
    [[nodiscard]] virtual rules::Entitlements entitlementsOf(const UserId &user) = 0;
    // Where their devices count (rules::streamPools). From memory as entitlementsOf.
    [[nodiscard]] virtual std::vector<rules::StreamPool> streamPoolsOf(const UserId &user) = 0;
    // The name of the user's own plan when it renews and gives nothing that their seat in a family doesn't; else empty. One read.
    [[nodiscard]] virtual Result<QString> needlessPlanOf(const UserId &user) = 0;
    // Every process that serves hears subscription_changed and family_changed (events::Tail).
    virtual void hear(const events::Event &event) = 0;

    // For operators. Conflict ("not_possible_now") while something else is subscribed to.
    [[nodiscard]] virtual Result<void> grant(const UserId &user, const Gift &gift) = 0;
    // Invalid names the field; Conflict ("price_exists") when one begins at that moment already.
    [[nodiscard]] virtual Result<void> setPrice(const NewPrice &price, const QString &reason) = 0;
    // Ends of e-mail addresses that prove a student, by name.
    [[nodiscard]] virtual Result<QStringList> academicDomains() = 0;
    // Invalid names the field; Conflict ("known_domain"), NotFound ("unknown_domain"). What was proven already goes on counting.
    [[nodiscard]] virtual Result<void> changeAcademicDomain(const QString &domain, bool add, const QString &reason) = 0;
    // All there ever were, by product, period, currency and time.
    [[nodiscard]] virtual Result<std::vector<NewPrice>> prices() = 0;
    // Writes it down; the worker asks the provider, posts the reversal and issues the credit note. What will be given back. NotFound,
    // Conflict
    // ("nothing_left", "not_refundable"), Invalid names the field.
    [[nodiscard]] virtual Result<Money> refund(const RefundWish &wish) = 0;

    [[nodiscard]] virtual std::vector<jobs::Handler> jobHandlers() = 0;
    [[nodiscard]] virtual http::RouteTable routes() = 0;
};

// `database` and `clock` outlive the service.
[[nodiscard]] std::unique_ptr<Billing> createBilling(db::Database &database, const Clock &clock, Options options);

} // namespace melody::billing
