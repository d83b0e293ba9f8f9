// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "billing_world.h"

#include <plans/subscription.h>

#include <billing/migrations.h>
#include <events/migrations.h>
#include <jobs/migrations.h>
#include <platform/migrations.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace melody::billing::test {

using namespace Qt::StringLiterals;

namespace {

const db::Actor provider{"melody_app"};

Charge chargeOf(const db::Row &row)
{
    const auto state = ChargeState(row.get<int>("state"));
    return {row.get<QString>("id"), row.get<QString>("key"), state, state == ChargeState::Declined ? u"insufficient_funds"_s : QString(),
            state == ChargeState::NeedsAction ? u"https://pay.example/challenge"_s : QString()};
}

tl::unexpected<Error> unreachable()
{
    return fail(ErrorKind::Unavailable, u"gateway_unreachable"_s, u"The provider is away."_s);
}

// How many subscriptions are not what their events make of them from nothing.
int notMadeByTheirEvents(const melody::test::PgFixture &pg)
{
    const auto all = QJsonDocument::fromJson(QByteArray::fromStdString(
        pg.execute("SELECT coalesce(jsonb_agg(jsonb_build_array(s.body, (SELECT coalesce(jsonb_agg(e.changes ORDER BY e.sequence), '[]') "
                   "FROM billing.subscription_event e WHERE e.user_id = s.user_id))), '[]') FROM billing.subscription s")));
    int wrong = 0;
    for (const QJsonValue &one : all.array()) {
        QJsonObject rebuilt = toJson(Subscription());
        for (const QJsonValue &change : one[1].toArray())
            rebuilt = withChanges(rebuilt, change.toObject());
        wrong += rebuilt == one[0].toObject() ? 0 : 1;
    }
    return wrong;
}

} // namespace

void ScriptedGateway::createTables(const melody::test::PgFixture &pg)
{
    pg.execute(
        "CREATE TABLE public.gateway_charge (key text PRIMARY KEY, id text NOT NULL, state int NOT NULL, amount bigint NOT NULL, asked int "
        "NOT NULL DEFAULT 1); CREATE TABLE public.gateway_refund (key text PRIMARY KEY, charge text NOT NULL, amount bigint NOT NULL); "
        "GRANT ALL ON public.gateway_charge, public.gateway_refund TO melody_app");
}

Result<Charge> ScriptedGateway::charge(const ChargeRequest &request)
{
    if (away)
        return unreachable();
    const auto state = decide(request);
    const auto charged = m_database.run(provider, [&](db::Transaction &transaction) -> Result<Charge> {
        transaction.exec({"test.charge",
                          "INSERT INTO public.gateway_charge (key, id, state, amount) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO "
                          "UPDATE SET asked = gateway_charge.asked + 1"},
                         {request.key, u"charge-"_s + request.key, int(state), request.amount.amountMinor});
        return chargeOf(transaction.exec({"test.charge_by_key", "SELECT * FROM public.gateway_charge WHERE key = $1"}, {request.key})[0]);
    });
    return answersLost ? Result<Charge>(unreachable()) : charged;
}

Result<Charge> ScriptedGateway::chargeByKey(const QString &key)
{
    if (away)
        return unreachable();
    return m_database.run(provider, [&](db::Transaction &transaction) -> Result<Charge> {
        const auto row = transaction.exec({"test.charge_by_key", "SELECT * FROM public.gateway_charge WHERE key = $1"}, {key}).first();
        if (!row)
            return fail(ErrorKind::NotFound, u"not_found"_s, u"There is no such charge."_s);
        return chargeOf(*row);
    });
}

Result<Refund> ScriptedGateway::refund(const QString &key, const QString &charge, const Money &amount)
{
    if (away)
        return unreachable();
    return m_database.run(provider, [&](db::Transaction &transaction) -> Result<Refund> {
        transaction.exec(
            {"test.refund", "INSERT INTO public.gateway_refund (key, charge, amount) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"},
            {key, charge, amount.amountMinor});
        return Refund{u"refund-"_s + key, amount};
    });
}

Result<GatewayEvent> ScriptedGateway::readWebhook(const QHash<QByteArray, QByteArray> &headers, const QByteArray &body, TimePoint now) const
{
    if (headers.value("x-signature") != "good")
        return fail(ErrorKind::Unauthenticated, u"bad_signature"_s, u"Not signed."_s);
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    GatewayEvent event;
    event.id = json.value(u"id"_s).toString();
    event.kind = GatewayEvent::Kind(json.value(u"kind"_s).toInt());
    event.occurred = now;
    event.chargeKey = json.value(u"key"_s).toString();
    if (json.contains(u"amount_minor"_s))
        event.amount = Money{json.value(u"amount_minor"_s).toInteger(), u"EUR"_s};
    return event;
}

void ScriptedGateway::become(const QString &key, ChargeState state)
{
    const auto done = m_database.run(provider, [&](db::Transaction &transaction) -> Result<void> {
        transaction.exec({"test.become", "UPDATE public.gateway_charge SET state = $2 WHERE key = $1"}, {key, int(state)});
        return {};
    });
    if (!done)
        qFatal("%s", qPrintable(done.error().detail));
}

qint64 ScriptedGateway::taken(const UserId &user)
{
    const auto sum = m_database.run(provider, [&](db::Transaction &transaction) -> Result<qint64> {
        return transaction
            .exec({"test.taken",
                   "SELECT (SELECT coalesce(sum(amount), 0) FROM public.gateway_charge WHERE state = 0 AND key LIKE $1) - (SELECT "
                   "coalesce(sum(amount), 0) FROM public.gateway_refund WHERE key LIKE $1) AS taken"},
                  {QString(user.toString() + u".%"_s)})[0]
            .get<qint64>("taken");
    });
    return sum.value();
}

melody::test::Migrations migrationsOfBilling()
{
    return {platform::migrations(), jobs::migrations(), events::migrations(), billing::migrations()};
}

class BillingWorld::Mails final : public mail::Mailer {
public:
    explicit Mails(BillingWorld &world) : m_world(world) {}
    Result<void> enqueue(db::Transaction &, const mail::Mail &mail, TimePoint) override
    {
        const std::scoped_lock lock(m_world.m_mutex);
        m_world.mails.push_back(mail);
        return {};
    }

private:
    BillingWorld &m_world;
};

class BillingWorld::Audit final : public audit::AuditLog {
public:
    explicit Audit(const BillingWorld &world) : m_world(world) {}
    void append(db::Transaction &, const audit::Entry &entry, TimePoint) override
    {
        if (m_world.auditFails && entry.subject && m_world.auditFails(*entry.subject))
            throw std::runtime_error("the audit log is full");
    }

private:
    const BillingWorld &m_world;
};

BillingWorld::BillingWorld(bool withMail)
    : m_pg(migrationsOfBilling(), {.maxConnections = 70}), m_mailer(std::make_unique<Mails>(*this)), m_audit(std::make_unique<Audit>(*this))
{
    ScriptedGateway::createTables(m_pg);
    gateway = std::make_unique<ScriptedGateway>(m_pg.database());
    Options options;
    options.gateway = gateway.get();
    options.mailer = withMail ? m_mailer.get() : nullptr;
    options.audit = m_audit.get();
    options.contactOf = [this](const UserId &user) -> Result<Contact> {
        return Contact{user.toString().right(12) + u"@campus.ac.uk"_s, u"Ana Núñez"_s, u"es"_s, addressConfirmed.value_or(clock.now())};
    };
    billing = createBilling(m_pg.database(), clock, std::move(options));
    m_routes = billing->routes();
}

UserId BillingWorld::newPayer()
{
    const auto user = UserId::create(clock.now());
    const auto begun = call("addPaymentMethod", user, {{u"return_url"_s, u"melody://back"_s}});
    const auto setup = wire::parsePaymentMethodSetup(QJsonDocument::fromJson(begun.body).object());
    if (!setup || call("addPaymentMethod", user, {{u"setup"_s, setup->setup}}).status != 201)
        qFatal("no payment method");
    return user;
}

std::vector<UserId> BillingWorld::newSubscribers(const char *plan, size_t count)
{
    std::vector<UserId> users;
    for (size_t i = 0; i < count; ++i) {
        users.push_back(newPayer());
        call("subscribe", users.back(), {{u"offer"_s, offerJson(plan)}, {u"country"_s, u"DE"_s}, {u"address_confirmed"_s, true}});
    }
    live(std::chrono::days(30) + std::chrono::hours(1));
    for (const UserId &user : users) {
        if (info(user).state != u"active")
            qFatal("not active");
    }
    return users;
}

std::string BillingWorld::of(const UserId &user) const
{
    return " WHERE user_id = '" + user.toString().toStdString() + "'";
}

QString BillingWorld::lastKey(const UserId &user)
{
    return QString::fromStdString(sql("SELECT user_id || '.' || intent_id FROM billing.payment_intent" + of(user) +
                                      " AND state = 'succeeded' ORDER BY created_at DESC LIMIT 1"));
}

Result<http::Response> BillingWorld::tryCall(const QByteArray &operation, const UserId &user, const QJsonObject &body,
                                             const QHash<QString, QString> &parameters)
{
    const auto route = std::find_if(m_routes.begin(), m_routes.end(), [&](const http::Route &one) { return one.operation == operation; });
    if (route == m_routes.end())
        qFatal("no route %s", operation.constData());
    http::Request request;
    request.method = route->method;
    request.path = route->path;
    request.headers = {{"content-type", "application/json"}, {"x-signature", "good"}};
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    request.parameters = parameters;
    request.trace = TraceContext::create();
    request.caller = http::Principal{user, SignInId::create(clock.now())};
    return route->handler(request);
}

http::Response BillingWorld::call(const QByteArray &operation, const UserId &user, const QJsonObject &body,
                                  const QHash<QString, QString> &parameters)
{
    const auto answer = tryCall(operation, user, body, parameters);
    if (!answer)
        qFatal("%s: %s %s", operation.constData(), qPrintable(answer.error().code), qPrintable(answer.error().detail));
    return *answer;
}

QString BillingWorld::codeOf(const QByteArray &operation, const UserId &user, const QJsonObject &body)
{
    const auto answer = tryCall(operation, user, body);
    return answer ? u"none"_s : answer.error().code;
}

Result<http::Response> BillingWorld::tryHook(GatewayEvent::Kind kind, const QString &key, std::optional<qint64> amountMinor,
                                             const QString &id)
{
    QJsonObject event{{u"id"_s, id.isEmpty() ? u"event-%1"_s.arg(++m_hooks) : id}, {u"kind"_s, int(kind)}, {u"key"_s, key}};
    if (amountMinor)
        event.insert(u"amount_minor"_s, *amountMinor);
    return tryCall("takeWebhook", UserId(), event, {{u"provider"_s, gateway->name()}});
}

void BillingWorld::hook(GatewayEvent::Kind kind, const QString &key, std::optional<qint64> amountMinor, const QString &id)
{
    if (const auto taken = tryHook(kind, key, amountMinor, id); !taken)
        qFatal("webhook: %s %s", qPrintable(taken.error().code), qPrintable(taken.error().detail));
}

wire::SubscriptionInfo BillingWorld::info(const UserId &user)
{
    const auto read = wire::parseSubscriptionInfo(QJsonDocument::fromJson(call("getSubscription", user).body).object());
    if (!read)
        qFatal("%s", qPrintable(read.error().fields[0].field));
    return *read;
}

void BillingWorld::runJobs()
{
    const auto runner = jobs::createRunner(m_pg.database(), billing->jobHandlers(), {}, clock);
    const auto ran = runner->runDue();
    if (!ran)
        qFatal("%s", qPrintable(ran.error().detail));
}

void BillingWorld::live(std::chrono::milliseconds time)
{
    constexpr std::chrono::hours stride{6};
    for (auto left = time; left.count() > 0; left -= stride) {
        clock.advance(std::min<std::chrono::milliseconds>(left, stride));
        runJobs();
    }
}

QString BillingWorld::audit()
{
    return auditBooks(m_pg);
}

QString auditBooks(const melody::test::PgFixture &pg)
{
    const auto is = [&](const char *sql, const char *wanted, const QString &problem) -> QString {
        const std::string found = pg.execute(sql);
        return found == wanted ? QString() : problem + u": "_s + QString::fromStdString(found);
    };
    QStringList problems{
        is("SELECT count(*) FROM (SELECT FROM billing.ledger_entry GROUP BY posting_id, currency HAVING sum(amount_minor) <> 0) x", "0",
           u"unbalanced postings"_s),
        // Every payer: what the provider took is the cash in the ledger.
        is("SELECT count(*) FROM (SELECT split_part(key, '.', 1)::uuid AS user_id, sum(amount) AS taken FROM public.gateway_charge WHERE "
           "state = 0 "
           "GROUP BY 1) g FULL JOIN (SELECT user_id, sum(amount_minor) FILTER (WHERE memo NOT IN ('refund')) AS cash FROM "
           "billing.ledger_entry WHERE "
           "account = 'cash' GROUP BY 1) l USING (user_id) WHERE coalesce(g.taken, 0) <> coalesce(l.cash, 0)",
           "0", u"payers whose cash differs"_s),
        is("SELECT count(*) FROM billing.subscription s WHERE (s.body->>'balance_minor')::bigint <> (SELECT -coalesce(sum(amount_minor), "
           "0) FROM "
           "billing.ledger_entry l WHERE l.user_id = s.user_id AND account = 'customer_credit')",
           "0", u"payers whose credit differs"_s),
        is("SELECT count(*) FROM (SELECT FROM billing.subscription_event WHERE charged_minor > 0 AND type = 'renewed' GROUP BY user_id, at "
           "HAVING "
           "count(*) > 1) x",
           "0", u"periods renewed twice"_s),
        is("SELECT count(*) FROM billing.payment_intent i WHERE state = 'succeeded' AND NOT EXISTS (SELECT FROM public.gateway_charge g "
           "WHERE g.key = "
           "i.user_id || '.' || i.intent_id AND g.state = 0 AND g.amount = i.amount_minor)",
           "0", u"payments that nobody made"_s),
        // Without gaps: as many numbers as the counter says, the last one being the highest.
        is("SELECT count(*) FROM billing.invoice_counter c WHERE c.last_number <> (SELECT count(DISTINCT number) FROM billing.invoice i "
           "WHERE i.number "
           "~ ('^' || c.series || '-[0-9]+$')) OR c.last_number <> (SELECT max(right(number, 6)::bigint) FROM billing.invoice i WHERE "
           "i.number ~ ('^' || "
           "c.series || '-[0-9]+$'))",
           "0", u"series with gaps"_s),
        is("SELECT count(*) FROM billing.subscription s WHERE s.version <> (SELECT count(*) FROM billing.subscription_event e WHERE "
           "e.user_id = "
           "s.user_id)",
           "0", u"subscriptions with missing events"_s)};
    if (const int wrong = notMadeByTheirEvents(pg); wrong > 0)
        problems.append(u"subscriptions that their events don't make: %1"_s.arg(wrong));
    problems.removeAll(QString());
    return problems.join(u"; "_s);
}

QJsonObject offerJson(const char *plan, const char *period, bool hiFi)
{
    return {{u"plan"_s, QString::fromLatin1(plan)}, {u"period"_s, QString::fromLatin1(period)}, {u"hi_fi"_s, hiFi}};
}

} // namespace melody::billing::test
