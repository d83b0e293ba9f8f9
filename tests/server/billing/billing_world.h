// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Billing over a migrated database, with a provider that does what it is told and never forgets, and a clock that the test moves.
#pragma once

#include <billing/billing.h>
#include <support/pg_fixture.h>

#include <map>
#include <mutex>

namespace melody::billing::test {

// Keeps its charges in the table public.gateway_charge, so that they outlive the process, as those of a real provider do.
class ScriptedGateway final : public PaymentGateway {
public:
    explicit ScriptedGateway(db::Database &database) : m_database(database) {}

    // What the next new charges become; the default stands for all that follow.
    std::function<ChargeState(const ChargeRequest &)> decide = [](const ChargeRequest &) { return ChargeState::Succeeded; };
    bool away = false;        // every call fails before it takes effect
    bool answersLost = false; // charges take effect, their answers don't arrive

    [[nodiscard]] QString name() const override { return QStringLiteral("scripted"); }
    Result<QString> createCustomer(const QString &key, const QString &) override { return QStringLiteral("customer-") + key; }
    Result<MethodSetup> beginMethod(const QString &customer, const QString &) override
    {
        return MethodSetup{QStringLiteral("setup-") + customer, QStringLiteral("https://pay.example/form")};
    }
    Result<StoredMethod> finishMethod(const QString &setup) override
    {
        return StoredMethod{QStringLiteral("method-") + setup, {QStringLiteral("visa"), QStringLiteral("4242"), 12, 2031}};
    }
    Result<void> removeMethod(const QString &) override { return {}; }
    Result<Charge> charge(const ChargeRequest &request) override;
    Result<Charge> chargeByKey(const QString &key) override;
    Result<Refund> refund(const QString &key, const QString &charge, const Money &amount) override;
    // {"id", "kind", "key", "amount_minor"}, with "x-signature: good".
    Result<GatewayEvent> readWebhook(const QHash<QByteArray, QByteArray> &headers, const QByteArray &body, TimePoint now) const override;
    void become(const QString &key, ChargeState state); // a charge that waited
    // Of a payer, less what was given back.
    [[nodiscard]] qint64 taken(const UserId &user);

    static void createTables(const melody::test::PgFixture &pg);

private:
    db::Database &m_database;
};

[[nodiscard]] melody::test::Migrations migrationsOfBilling();

class BillingWorld {
public:
    // With mail every notice and invoice is written, which takes its time.
    explicit BillingWorld(bool withMail = false);

    [[nodiscard]] UserId newPayer(); // with a payment method
    // Active, with the trial behind them, at the start of a paid period.
    [[nodiscard]] std::vector<UserId> newSubscribers(const char *plan, size_t count);
    [[nodiscard]] UserId newSubscriber(const char *plan) { return newSubscribers(plan, 1)[0]; }
    [[nodiscard]] QString lastKey(const UserId &user);      // of the payment that succeeded last
    [[nodiscard]] std::string of(const UserId &user) const; // " WHERE user_id = …"
    // As through the route.
    http::Response call(const QByteArray &operation, const UserId &user, const QJsonObject &body = {},
                        const QHash<QString, QString> &parameters = {});
    [[nodiscard]] Result<http::Response> tryCall(const QByteArray &operation, const UserId &user, const QJsonObject &body = {},
                                                 const QHash<QString, QString> &parameters = {});
    [[nodiscard]] wire::SubscriptionInfo info(const UserId &user);
    [[nodiscard]] QString codeOf(const QByteArray &operation, const UserId &user, const QJsonObject &body); // "none" when it worked
    // What the provider sends; a refund says how much was given back until then, or all of it. Another event every time but with an `id`.
    [[nodiscard]] Result<http::Response> tryHook(GatewayEvent::Kind kind, const QString &key, std::optional<qint64> amountMinor = {},
                                                 const QString &id = {});
    void hook(GatewayEvent::Kind kind, const QString &key, std::optional<qint64> amountMinor = {}, const QString &id = {});
    // Moves the clock, running what is due on the way.
    void live(std::chrono::milliseconds time);
    void runJobs();

    std::string sql(const std::string &text) const { return m_pg.execute(text); }
    // Empty, or what is wrong with the books: postings, charges, numbers of invoices, events against what they add up to, and every
    // subscription against what its events make of it again.
    [[nodiscard]] QString audit();

    [[nodiscard]] const melody::test::PgFixture &pg() const { return m_pg; }
    FakeClock clock{TimePoint(std::chrono::milliseconds(1'795'392'000'000))}; // 2026-11-23
    std::unique_ptr<ScriptedGateway> gateway;
    std::vector<mail::Mail> mails;                  // those that were written
    std::optional<TimePoint> addressConfirmed;      // of every payer; without it again and again
    std::function<bool(const UserId &)> auditFails; // true: the audit log can't take what concerns this user
    std::unique_ptr<Billing> billing;

private:
    class Mails;
    class Audit;

    melody::test::PgFixture m_pg;
    std::mutex m_mutex; // of the mails
    std::unique_ptr<mail::Mailer> m_mailer;
    std::unique_ptr<audit::AuditLog> m_audit;
    http::RouteTable m_routes;
    int m_hooks = 0;
};

[[nodiscard]] QJsonObject offerJson(const char *plan, const char *period = "monthly", bool hiFi = false);
[[nodiscard]] QString auditBooks(const melody::test::PgFixture &pg);

} // namespace melody::billing::test
