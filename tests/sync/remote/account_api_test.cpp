// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "remote_bench.h"

using namespace melody;
using namespace melody::remote;
using namespace melody::test;
using namespace Qt::StringLiterals;

class AccountApiTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSecondFactorFinishesTheSignIn()
    {
        FakeService service;
        service.override = [&](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            if (request.path != u"/v1/sessions")
                return {};
            if (jsonOf(request.body)[u"challenge"].toString() == u"riddle")
                return service.signedIn();
            Error error{ErrorKind::Unauthenticated, u"second_factor_required"_s, u"Give a code."_s};
            error.challenge = u"riddle"_s;
            HttpReply reply = jsonReply(wire::problemJson(error, 401, "0123"), 401);
            reply.contentType = "application/problem+json";
            return reply;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        const auto refused = RemoteBench::wait<UserId>(
            [&](Done<UserId> done) { bench.api().signIn(u"a@example.org"_s, u"correct horse"_s, u"Desk"_s, nullptr, std::move(done)); });
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, u"second_factor_required"_s);
        const wire::SecondFactorRequest answer{refused.error().challenge, u"123456"_s, {}};
        const auto user =
            RemoteBench::wait<UserId>([&](Done<UserId> done) { bench.api().account().finishSignIn(answer, nullptr, std::move(done)); });
        QCOMPARE(user, Result<UserId>(service.user));
        QCOMPARE(bench.api().signInState(), SignInState::SignedIn);
        QCOMPARE(server.seen("POST", u"/v1/sessions"_s).size(), 2);
    }
    void aProofTakesThePlaceOfTheAccessToken()
    {
        FakeService service;
        service.override = [](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            if (request.path == u"/v1/sessions/current/proofs")
                return jsonReply(wire::toJson(wire::Proof{u"proved"_s, 600'000}), 201);
            if (request.path == u"/v1/me/mfa" && request.headers.value("authorization") == "Bearer proved")
                return HttpReply{204, {}, {}};
            return request.path == u"/v1/me/mfa" ? std::optional(problemReply(403, u"step_up_required"_s)) : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto remove = [&] {
            return RemoteBench::wait<void>([&](Done<void> done) { bench.api().account().removeSecondFactor(nullptr, std::move(done)); });
        };
        QCOMPARE(remove().error().code, u"step_up_required"_s);
        QVERIFY(RemoteBench::wait<void>([&](Done<void> done) {
            bench.api().account().prove({u"correct horse"_s, {}, {}}, nullptr, std::move(done));
        }));
        QVERIFY(remove());
        QCOMPARE(server.seen("POST", u"/v1/sessions/refresh"_s).size(), 1);
    }
    void afterTheSecondFactorIsSetUpANewAccessTokenSaysSo()
    {
        FakeService service;
        service.override = [](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.path == u"/v1/me/mfa"
                       ? std::optional(jsonReply(wire::toJson(wire::RecoveryCodes{QStringList(wire::recoveryCodeCount, u"code"_s)}), 200))
                       : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        QVERIFY(RemoteBench::wait<wire::RecoveryCodes>(
            [&](Done<wire::RecoveryCodes> done) { bench.api().account().confirmSecondFactor(u"123456"_s, nullptr, std::move(done)); }));
        QCOMPARE(server.seen("POST", u"/v1/sessions/refresh"_s).size(), 1);
        (void)RemoteBench::wait<wire::Profile>([&](Done<wire::Profile> done) { bench.api().me(nullptr, std::move(done)); });
        QCOMPARE(server.seen("POST", u"/v1/sessions/refresh"_s).size(), 2);
    }
    void aChangeOfTheProfileNamesItsVersionAndIsSentOnce()
    {
        FakeService service;
        service.override = [](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.path == u"/v1/me" ? std::optional(problemReply(503, u"overloaded"_s)) : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        wire::ProfileChange change;
        change.displayName = u"Ada"_s;
        QVERIFY(!RemoteBench::wait<wire::Profile>(
            [&](Done<wire::Profile> done) { bench.api().account().changeProfile(change, 7, nullptr, std::move(done)); }));
        const auto asked = server.seen("PATCH", u"/v1/me"_s);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0].headers.value("if-match"), "\"7\"");
        QCOMPARE(*wire::parseProfileChange(jsonOf(asked[0].body)), change);
    }
    void aTokenOfAMailIsOneSegmentOfThePathAndNeedsNobodySignedIn()
    {
        FakeService service;
        service.override = [](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.method == "PUT" ? std::optional(HttpReply{204, {}, {}}) : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        QVERIFY(RemoteBench::wait<void>([&](Done<void> done) {
            bench.api().account().resetPassword(u"abc-DEF_1"_s, u"a new long password"_s, nullptr, std::move(done));
        }));
        const auto asked = server.seen("PUT", u"/v1/password-resets/abc-DEF_1"_s);
        QCOMPARE(asked.size(), 1);
        QVERIFY(!asked[0].headers.contains("authorization"));
    }
};

MELODY_TEST(AccountApiTest)
#include "account_api_test.moc"
