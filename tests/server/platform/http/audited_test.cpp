// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a route marked `audited` leaves behind, whatever its handler does.

#include "fixture.h"

#include <support/test_main.h>

#include <QtCore/QJsonDocument>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;
using http::Role;

namespace {

QByteArray bearer(const QByteArray &token)
{
    return "Authorization: Bearer " + token + "\r\n";
}

Result<http::Principal> authenticate(QByteArrayView token)
{
    http::Principal principal;
    principal.user = *UserId::parse(u"018f2b6e-7c00-7abc-8def-012345678901");
    if (token == "admin")
        principal.roles = Role::Listener | Role::Finance | Role::Admin;
    else if (token != "listener")
        return fail(ErrorKind::Unauthenticated, u"token_expired"_s, u"Sign in again."_s);
    principal.secondFactor = true;
    principal.proved = SystemClock().now();
    return principal;
}

// Passes everything on, and keeps what is logged.
class RecordingTelemetry final : public telemetry::Telemetry {
public:
    explicit RecordingTelemetry(Telemetry &real) : m_real(real) {}
    void span(telemetry::Span span) override { m_real.span(std::move(span)); }
    void log(telemetry::Level, const QString &event, const QJsonObject &fields, const QByteArray &) override
    {
        const std::lock_guard lock(mutex);
        lines.append(event + u' ' + QString::fromUtf8(QJsonDocument(fields).toJson(QJsonDocument::Compact)));
    }
    void count(const QByteArray &counter, qint64 by, const QByteArray &labels) override { m_real.count(counter, by, labels); }
    void observe(const QByteArray &histogram, double seconds, const QByteArray &labels) override
    {
        m_real.observe(histogram, seconds, labels);
    }
    void gauge(const QByteArray &gauge, double value, const QByteArray &labels) override { m_real.gauge(gauge, value, labels); }
    [[nodiscard]] QByteArray prometheusText() const override { return m_real.prometheusText(); }
    void setSink(telemetry::SpanSink *sink) override { m_real.setSink(sink); }
    [[nodiscard]] const Clock &clock() const override { return m_real.clock(); }
    [[nodiscard]] QStringList taken()
    {
        const std::lock_guard lock(mutex);
        return std::exchange(lines, {});
    }

    std::mutex mutex;
    QStringList lines;

private:
    Telemetry &m_real;
};

class RecordingTrail final : public http::AuditTrail {
public:
    Result<void> record(const http::AuditedCall &call) override
    {
        const std::lock_guard lock(mutex);
        if (isFull)
            return fail(ErrorKind::Unavailable, u"database_unreachable"_s, u"It is gone."_s);
        lines.append(u"%1 %2 %3 %4 %5"_s.arg(QString::fromLatin1(call.route.operation), call.request.parameters.value(u"id"_s))
                         .arg(call.role ? int(*call.role) : 0)
                         .arg(call.status)
                         .arg(call.code));
        return {};
    }
    [[nodiscard]] QStringList taken()
    {
        const std::lock_guard lock(mutex);
        return std::exchange(lines, {});
    }

    std::mutex mutex;
    QStringList lines;
    bool isFull = false;
};

} // namespace

class AuditedTest : public QObject {
    Q_OBJECT

    static bool tls()
    {
        QFETCH_GLOBAL(const bool, tls);
        return tls;
    }
    static void addRoute(Fixture &fixture, RecordingTrail &trail, http::Handler handler)
    {
        http::Route row = route(http::Method::Post, "/books/{id}", std::move(handler));
        row.operation = "changeBook";
        row.roles = Role::Finance | Role::Admin;
        row.audited = true;
        fixture.parts.routes.push_back(row);
        fixture.parts.authenticate = authenticate;
        fixture.parts.audit = &trail;
        fixture.start();
    }

private Q_SLOTS:
    void initTestCase_data() { overPlainAndTls(); }

    void everyAnswerIsOnRecordWithTheLowestRoleThatAllowedIt()
    {
        Fixture fixture(tls());
        RecordingTrail trail;
        std::atomic<int> runs = 0;
        addRoute(fixture, trail, [&](const http::Request &request) -> Result<http::Response> {
            ++runs;
            if (request.body == "conflict")
                return fail(ErrorKind::Conflict, u"version_conflict"_s, u"No."_s);
            if (request.body == "throw")
                throw std::runtime_error("our bug");
            return http::Response::empty();
        });
        RawClient client = fixture.client();
        const auto ask = [&](const QByteArray &body, const QByteArray &token) {
            return client.ask(post("/books/b7", body, bearer(token))).status;
        };
        QCOMPARE(ask("fine", "admin"), 204);
        QCOMPARE(trail.taken(), QStringList{u"changeBook b7 32 204 "_s});
        QCOMPARE(ask("conflict", "admin"), 409);
        QCOMPARE(trail.taken(), QStringList{u"changeBook b7 32 409 version_conflict"_s});
        QCOMPARE(ask("throw", "admin"), 500);
        QCOMPARE(trail.taken(), QStringList{u"changeBook b7 32 500 internal"_s});
        QCOMPARE(runs, 3);
    }
    void whoProvesThemselvesAndWhoIsRefusedIsLoggedWithoutSecrets()
    {
        Fixture fixture(tls());
        RecordingTelemetry log(*fixture.telemetry);
        http::ServerParts parts{std::move(fixture.parts.routes), authenticate, nullptr, log, fixture.clock};
        http::Route door = route(http::Method::Post, "/door", [](const http::Request &request) -> Result<http::Response> {
            if (request.body.contains("wrong"))
                return fail(ErrorKind::Unauthenticated, u"invalid_credentials"_s, u"No."_s);
            return http::Response::json({{u"token"_s, u"t0ken"_s}}, 201);
        });
        door.operation = "openDoor";
        door.rate = http::RateClass::SignIn;
        parts.routes.push_back(door);
        http::Route vault = route(http::Method::Post, "/vault", [](const http::Request &) { return http::Response::empty(); });
        vault.operation = "openVault";
        vault.roles = Role::Admin;
        parts.routes.push_back(vault);
        fixture.options.limits.unusual.ofCaller = 2;
        const auto server = http::createServer(fixture.options, std::move(parts));
        RawClient client(*server->listen(), tls());
        QCOMPARE(client.ask(post("/door", "sesame")).status, 201);
        QCOMPARE(client.ask(post("/door", "wrong sesame")).status, 401);
        QCOMPARE(client.ask(post("/vault", "", bearer("listener"))).status, 403);
        QCOMPARE(client.ask(post("/vault", "", bearer("forged"))).status, 401);
        QCOMPARE(client.ask(post("/vault", "", bearer("admin"))).status, 204);
        const QStringList lines = log.taken();
        QCOMPARE(lines, (QStringList{u"http.access_proved {\"operation\":\"openDoor\",\"status\":201}"_s,
                                     u"http.access_refused {\"operation\":\"openDoor\",\"status\":401}"_s,
                                     u"http.access_refused {\"operation\":\"openVault\",\"status\":403,"
                                     u"\"user\":\"018f2b6e-7c00-7abc-8def-012345678901\"}"_s,
                                     u"http.unusual_refusals {\"count\":2,\"last_operation\":\"openVault\",\"of\":\"caller\"}"_s,
                                     u"http.access_refused {\"operation\":\"openVault\",\"status\":401}"_s}));
    }
    void aRefusalIsOnRecordAndTheHandlerNotRun()
    {
        Fixture fixture(tls());
        RecordingTrail trail;
        std::atomic<int> runs = 0;
        addRoute(fixture, trail, [&](const http::Request &) -> Result<http::Response> {
            ++runs;
            return http::Response::empty();
        });
        RawClient client = fixture.client();
        const Reply refused = client.ask(post("/books/b7", "x", bearer("listener")));
        QCOMPARE(refused.status, 403);
        QCOMPARE(QJsonDocument::fromJson(refused.body).object()[u"code"].toString(), u"role_missing"_s);
        QCOMPARE(trail.taken(), QStringList{u"changeBook b7 0 403 role_missing"_s});
        QCOMPARE(client.ask(post("/books/b7", "x")).status, 401); // nobody did anything
        QCOMPARE(trail.taken(), QStringList());
        QCOMPARE(runs, 0);
    }
    void whatCantBeRecordedIsNotAnswered()
    {
        Fixture fixture(tls());
        RecordingTrail trail;
        trail.isFull = true;
        addRoute(fixture, trail, [](const http::Request &) -> Result<http::Response> { return http::Response::json({{u"secret"_s, 1}}); });
        RawClient client = fixture.client();
        for (const QByteArray &token : {QByteArray("admin"), QByteArray("listener")}) {
            const Reply answer = client.ask(post("/books/b7", "x", bearer(token)));
            QCOMPARE(answer.status, 503);
            QVERIFY(!answer.body.contains("secret"));
            QCOMPARE(QJsonDocument::fromJson(answer.body).object()[u"code"].toString(), u"audit_unavailable"_s);
            QVERIFY(answer.headers.contains("retry-after"));
        }
    }
    void aTableThatCouldForgetIsRefused()
    {
        Fixture fixture(tls());
        http::Route row =
            route(http::Method::Get, "/books", [](const http::Request &) -> Result<http::Response> { return http::Response(); });
        row.audited = true;
        fixture.parts.routes.push_back(row);
        fixture.server = http::createServer(fixture.options, fixture.parts);
        QCOMPARE(fixture.server->listen().error().code, u"bad_route_table"_s); // no trail
        RecordingTrail trail;
        fixture.parts.audit = &trail;
        fixture.parts.routes.back().execution = http::Execution::Inline;
        fixture.server = http::createServer(fixture.options, fixture.parts);
        QCOMPARE(fixture.server->listen().error().code, u"bad_route_table"_s); // nowhere to wait
    }
};

MELODY_TEST(AuditedTest)
#include "audited_test.moc"
