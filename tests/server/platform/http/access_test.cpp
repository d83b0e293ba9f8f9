// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixture.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;
using http::Role;

namespace {

QString code(const Reply &reply)
{
    return QJsonDocument::fromJson(reply.body).object()[u"code"].toString();
}

QByteArray bearer(const QByteArray &token)
{
    return "Authorization: Bearer " + token + "\r\n";
}

// "creator" is somebody with that role; "expired" is nobody.
Result<http::Principal> authenticate(QByteArrayView token)
{
    if (token == "child" || token == "proved") {
        http::Principal principal;
        principal.user = *UserId::parse(u"018f2b6e-7c00-7abc-8def-012345678909"_s);
        principal.child = token == "child";
        principal.proved = token == "proved" ? SystemClock().now() : TimePoint();
        return principal;
    }
    static const QHash<QByteArray, http::Roles> known{
        {"listener", Role::Listener}, {"creator", Role::Listener | Role::Creator}, {"finance", Role::Finance},
        {"admin", Role::Admin},       {"bare", Role::Creator | Role::Finance},     {"yesterday", Role::Admin}};
    const auto found = known.constFind(token.toByteArray());
    if (found == known.constEnd())
        return fail(ErrorKind::Unauthenticated, u"token_expired"_s, u"Sign in again."_s);
    http::Principal principal;
    principal.user = *UserId::parse(u"018f2b6e-7c00-7abc-8def-01234567890%1"_s.arg(found.key().size()));
    principal.roles = found.value();
    principal.secondFactor = token != "bare";
    principal.proved = FakeClock().now() - std::chrono::hours(token == "yesterday" ? 12 : 1);
    return principal;
}

class RememberingStore final : public http::IdempotencyStore {
public:
    Result<http::Response> once(const http::Request &request, const QByteArray &operation,
                                const std::function<Result<http::Response>()> &work) override
    {
        const QByteArray key = operation + '/' + request.header("idempotency-key");
        if (!m_answers.contains(key)) {
            auto answer = work();
            if (!answer)
                return answer;
            m_answers.insert(key, *answer);
        }
        return m_answers.value(key);
    }

private:
    QHash<QByteArray, http::Response> m_answers;
};

} // namespace

class AccessTest : public QObject {
    Q_OBJECT

    static bool tls()
    {
        QFETCH_GLOBAL(const bool, tls);
        return tls;
    }
    static void addRoute(Fixture &fixture, const QByteArray &path, http::Roles roles, http::RateClass rate = http::RateClass::Read)
    {
        fixture.parts.routes.push_back(route(http::Method::Get, path, [](const http::Request &request) -> Result<http::Response> {
            return http::Response::json({{u"user"_s, request.caller ? request.caller->user.toString() : QString()}});
        }));
        fixture.parts.routes.back().roles = roles;
        fixture.parts.routes.back().rate = rate;
        fixture.parts.authenticate = authenticate;
    }

private Q_SLOTS:
    void initTestCase_data() { overPlainAndTls(); }

    void eachRoleReachesItsRoutesOnly()
    {
        Fixture fixture(tls());
        addRoute(fixture, "/open", Role::Anonymous);
        addRoute(fixture, "/both", Role::Anonymous | Role::Listener);
        addRoute(fixture, "/listen", Role::Listener);
        addRoute(fixture, "/studio", Role::Creator);
        addRoute(fixture, "/books", Role::Finance | Role::Admin);
        fixture.start();
        RawClient client = fixture.client();
        const QList<QByteArray> paths{"/open", "/both", "/listen", "/studio", "/books"};
        const std::vector<std::pair<QByteArray, QList<int>>> matrix{
            {"", {200, 200, 401, 401, 401}},        {"expired", {200, 401, 401, 401, 401}}, {"listener", {200, 200, 200, 403, 403}},
            {"creator", {200, 200, 200, 200, 403}}, {"finance", {200, 200, 200, 403, 200}}, {"admin", {200, 200, 200, 403, 200}},
            {"bare", {200, 200, 200, 200, 403}}};
        for (const auto &[token, expected] : matrix) {
            QList<int> got;
            for (const QByteArray &path : paths)
                got.append(client.ask(get(path, token.isEmpty() ? "" : bearer(token))).status);
            QVERIFY2(got == expected, token);
        }
    }

    void rolesOfStaffHoldWithASecondFactorOnly()
    {
        Fixture fixture(tls());
        addRoute(fixture, "/books", Role::Finance | Role::Admin);
        fixture.parts.routes.push_back({.path = "/studio",
                                        .operation = "roles",
                                        .roles = Role::Creator | Role::Finance,
                                        .handler = [](const http::Request &request) -> Result<http::Response> {
                                            return http::Response::json({{u"roles"_s, int(request.caller->roles)}});
                                        }});
        fixture.start();
        RawClient client = fixture.client();
        const Reply refused = client.ask(get("/books", bearer("bare")));
        QCOMPARE(refused.status, 403);
        QCOMPARE(code(refused), u"second_factor_missing"_s);
        QCOMPARE(code(client.ask(get("/books", bearer("yesterday")))), u"second_factor_missing"_s);
        QCOMPARE(code(client.ask(get("/books", bearer("listener")))), u"role_missing"_s);
        // What it may do otherwise it may do as what it is otherwise: no handler is told of the other role.
        QCOMPARE(client.ask(get("/studio", bearer("bare"))).body, QByteArray("{\"roles\":4}"));
        QCOMPARE(client.ask(get("/studio", bearer("finance"))).body, QByteArray("{\"roles\":32}"));
    }

    void someRoutesWantAFreshProofAndSomeAreClosedToChildren()
    {
        Fixture fixture(tls());
        addRoute(fixture, "/pay", Role::Listener);
        fixture.parts.routes.back().stepUp = true;
        addRoute(fixture, "/family", Role::Listener);
        fixture.parts.routes.back().adultsOnly = true;
        addRoute(fixture, "/listen", Role::Listener);
        fixture.start();
        RawClient client = fixture.client();
        QCOMPARE(client.ask(get("/pay", bearer("proved"))).status, 200);
        const Reply stale = client.ask(get("/pay", bearer("listener")));
        QCOMPARE(stale.status, 403);
        QCOMPARE(code(stale), u"step_up_required"_s);
        QCOMPARE(client.ask(get("/pay")).status, 401);
        QCOMPARE(client.ask(get("/family", bearer("proved"))).status, 200);
        QCOMPARE(code(client.ask(get("/family", bearer("child")))), u"not_for_children"_s);
        QCOMPARE(code(client.ask(get("/pay", bearer("child")))), u"step_up_required"_s);
        QCOMPARE(client.ask(get("/listen", bearer("child"))).status, 200);
    }

    void whoIsNotKnownHearsHowToSignIn()
    {
        Fixture fixture(tls());
        addRoute(fixture, "/listen", Role::Listener);
        fixture.start();
        RawClient client = fixture.client();
        const Reply nobody = client.ask(get("/listen"));
        QCOMPARE(nobody.headers.value("www-authenticate"), "Bearer");
        QCOMPARE(code(nobody), u"unauthenticated"_s);
        QCOMPARE(code(client.ask(get("/listen", bearer("expired")))), u"token_expired"_s);
        QCOMPARE(client.ask(get("/listen", "Authorization: Basic listener\r\n")).status, 401);
        QCOMPARE(client.ask(get("/listen", "Authorization: bearer listener\r\n")).status, 200);
        QCOMPARE(client.ask(get("/listen?access_token=listener&token=listener")).status, 401); // nor in an address, nor as a cookie
        QCOMPARE(client.ask(get("/listen", "Cookie: access_token=listener; Authorization=Bearer listener\r\n")).status, 401);
        QCOMPARE(code(client.ask(get("/listen", bearer("listener")))), QString());
    }

    void whoAsksTooOftenHearsWhenToComeBack()
    {
        Fixture fixture(tls());
        fixture.options.limits.rates[size_t(http::RateClass::SignIn)] = {30, 3};
        addRoute(fixture, "/limited", Role::Listener, http::RateClass::SignIn);
        fixture.start();
        RawClient client = fixture.client();
        for (int i = 0; i < 3; ++i)
            QCOMPARE(client.ask(get("/limited", bearer("listener"))).status, 200);
        const Reply refused = client.ask(get("/limited", bearer("listener")));
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.headers.value("retry-after"), "2");
        QCOMPARE(code(refused), u"rate_limited"_s);
        QCOMPARE(client.ask(get("/limited", bearer("creator"))).status, 200); // another user, same address
        QCOMPARE(client.ask(get("/v1/hello")).status, 200);                   // another class
        fixture.clock.advance(std::chrono::seconds(2));
        QCOMPARE(client.ask(get("/limited", bearer("listener"))).status, 200);
    }

    void nobodyCanTryTokensWithoutEnd()
    {
        Fixture fixture(tls());
        fixture.options.limits.rates.fill({60, 5});
        addRoute(fixture, "/listen", Role::Listener);
        fixture.start();
        RawClient client = fixture.client();
        for (int i = 0; i < 5; ++i)
            QCOMPARE(client.ask(get("/listen", bearer("guess" + QByteArray::number(i)))).status, 401);
        QCOMPARE(client.ask(get("/listen", bearer("guess"))).status, 429);
    }

    void theAddressBehindATrustedProxyIsBelieved()
    {
        const auto remote = [](Fixture &fixture, const QByteArray &forwarded) {
            RawClient client = fixture.client();
            return QJsonDocument::fromJson(client.ask(get("/v1/echo/x", "X-Forwarded-For: " + forwarded + "\r\n")).body)
                .object()[u"remote"]
                .toString();
        };
        Fixture direct(tls());
        direct.start();
        QCOMPARE(remote(direct, "192.0.2.9"), u"127.0.0.1"_s);
        Fixture behind(tls());
        behind.options.trustedProxies = {QHostAddress(QHostAddress::LocalHost)};
        behind.start();
        QCOMPARE(remote(behind, "192.0.2.9"), u"192.0.2.9"_s);
        QCOMPARE(remote(behind, "198.51.100.1, 192.0.2.9"), u"192.0.2.9"_s); // what the client itself claims stands first
        QCOMPARE(remote(behind, "nonsense"), u"127.0.0.1"_s);
    }

    void aBodyAboveTheRoutesLimitIsNotWaitedFor()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        QCOMPARE(client.ask(post("/v1/small", QByteArray(1000, 'b'))).status, 200);
        const Reply whole = client.ask(post("/v1/small", QByteArray(1001, 'b')));
        QCOMPARE(whole.status, 413);
        QCOMPARE(code(whole), u"body_too_large"_s);
        RawClient another = fixture.client();
        const Reply early = another.ask("POST /v1/small HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n");
        QCOMPARE(early.status, 413);
        QCOMPARE(early.headers.value("connection"), "close");
        QVERIFY(another.isClosedByServer());
    }

    void whoMayNotIsToldBeforeTheBodyIsSent()
    {
        Fixture fixture(tls());
        addRoute(fixture, "/listen", Role::Listener);
        fixture.parts.routes.back().method = http::Method::Post;
        fixture.start();
        RawClient client = fixture.client();
        QCOMPARE(client.ask("POST /listen HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n").status, 401);
        QVERIFY(client.isClosedByServer());
    }

    void aClientThatAsksFirstIsToldToGoOn()
    {
        Fixture fixture(tls());
        fixture.start();
        RawClient client = fixture.client();
        client.send("POST /v1/echo/x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
        QCOMPARE(client.receive().status, 100);
        QCOMPARE(client.ask("abc").status, 200);
        QCOMPARE(client.ask("POST /v1/small HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3000\r\n\r\n").status, 413);
    }

    void aRepeatedKeyGivesTheFirstAnswer()
    {
        Fixture fixture(tls());
        RememberingStore store;
        std::atomic<int> runs = 0;
        fixture.parts.idempotency = &store;
        fixture.parts.routes.push_back(route(http::Method::Post, "/pay", [&](const http::Request &) -> Result<http::Response> {
            return http::Response::json({{u"run"_s, ++runs}}, 201);
        }));
        fixture.parts.routes.back().idempotent = true;
        fixture.start();
        RawClient client = fixture.client();
        QCOMPARE(client.ask(post("/pay", "{}", "Idempotency-Key: k1\r\n")).body, "{\"run\":1}");
        const Reply again = client.ask(post("/pay", "{}", "Idempotency-Key: k1\r\n"));
        QCOMPARE(again.status, 201);
        QCOMPARE(again.body, "{\"run\":1}");
        QCOMPARE(client.ask(post("/pay", "{}", "Idempotency-Key: k2\r\n")).body, "{\"run\":2}");
        QCOMPARE(client.ask(post("/pay", "{}")).body, "{\"run\":3}");
        QCOMPARE(client.ask(post("/pay", "{}", "Idempotency-Key: " + QByteArray(256, 'k') + "\r\n")).status, 400);
        QCOMPARE(client.ask(post("/pay", "{}", "Idempotency-Key: a b\r\n")).status, 400);
    }

    void aTableThatNeedsWhatIsMissingIsRefused()
    {
        Fixture fixture(tls());
        fixture.parts.routes.push_back(
            route(http::Method::Post, "/pay", [](const http::Request &) -> Result<http::Response> { return http::Response(); }));
        fixture.parts.routes.back().idempotent = true;
        fixture.server = http::createServer(fixture.options, fixture.parts);
        QCOMPARE(fixture.server->listen().error().code, u"bad_route_table"_s);
        fixture.parts.routes.back().idempotent = false;
        fixture.parts.routes.back().roles = Role::Listener;
        fixture.server = http::createServer(fixture.options, fixture.parts);
        QCOMPARE(fixture.server->listen().error().code, u"bad_route_table"_s);
    }
};

MELODY_TEST(AccessTest)
#include "access_test.moc"
