// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "remote_bench.h"

using namespace melody;
using namespace melody::remote;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

Result<wire::Home> homeOf(Api &api)
{
    return RemoteBench::wait<wire::Home>([&](Done<wire::Home> done) { api.home(nullptr, std::move(done)); });
}

} // namespace

class ApiTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void signingInIsRememberedByTheNextRun()
    {
        FakeService service;
        service.override = [&](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.path == u"/v1/sessions" ? std::optional(service.signedIn()) : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        QCOMPARE(bench.api().signInState(), SignInState::SignedOut);
        const auto user = RemoteBench::wait<UserId>(
            [&](Done<UserId> done) { bench.api().signIn(u"a@example.org"_s, u"correct horse"_s, u"Desk"_s, nullptr, std::move(done)); });
        QCOMPARE(user, Result<UserId>(service.user));
        QCOMPARE(bench.api().signInState(), SignInState::SignedIn);
        QVERIFY(homeOf(bench.api()));
        const auto asked = server.seen("POST", u"/v1/sessions"_s);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(wire::parseSignInRequest(jsonOf(asked[0].body))->devicePublicKey.size(), 32);
        QCOMPARE(server.seen("GET", u"/v1/home"_s)[0].headers.value("authorization"), "Bearer access-1");

        bench.remote.reset();
        QCOMPARE(bench.api().signInState(), SignInState::SignedIn);
        QVERIFY(homeOf(bench.api()));
        QCOMPARE(server.seen("POST", u"/v1/sessions/refresh"_s).size(), 1);
        QVERIFY(bench.secrets->read(u"refresh_token"_s)->startsWith("refresh-3 "));
    }

    void aRenewalWhoseAnswerWasLostIsAskedForAgainInTheSameWords()
    {
        FakeService service;
        service.override = [&](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.path == u"/v1/sessions/refresh" ? std::optional(problemReply(503, u"overloaded"_s)) : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn(); // by a program that knew of no attempts
        QVERIFY(!homeOf(bench.api()));
        bench.remote.reset();
        service.override = {};
        QVERIFY(homeOf(bench.api()));
        const auto asked = server.seen("POST", u"/v1/sessions/refresh"_s);
        QVERIFY(asked.size() > 2); // again at once, and after a new start
        QCOMPARE(jsonOf(asked[0].body)[u"refresh_token"_s], u"refresh-1"_s);
        QVERIFY(jsonOf(asked[0].body)[u"attempt"_s].toString().size() >= 16);
        for (const HttpRequestSeen &again : asked)
            QCOMPARE(again.body, asked[0].body);
        // The next one has a word of its own.
        bench.clock.advance(std::chrono::milliseconds(service.accessLifeMs));
        QVERIFY(homeOf(bench.api()));
        const auto next = jsonOf(server.seen("POST", u"/v1/sessions/refresh"_s).constLast().body);
        QCOMPARE(next[u"refresh_token"_s], u"refresh-2"_s);
        QVERIFY(next[u"attempt"_s] != jsonOf(asked[0].body)[u"attempt"_s]);
    }

    void anExpiredTokenIsRenewedOnceForAllWhoWait()
    {
        FakeService service;
        std::atomic<int> refused = 0;
        service.override = [&](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            // The first token has been revoked on the server.
            if (request.path == u"/v1/home" && request.headers.value("authorization") == "Bearer access-1") {
                ++refused;
                return problemReply(401, u"token_expired"_s);
            }
            return {};
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        std::atomic<int> good = 0;
        std::atomic<int> answers = 0;
        for (int i = 0; i < 20; ++i) {
            bench.api().home(nullptr, [&](const Result<wire::Home> &home) {
                good += home ? 1 : 0;
                ++answers;
            });
        }
        QTRY_COMPARE_WITH_TIMEOUT(answers.load(), 20, 60'000);
        QCOMPARE(good.load(), 20);
        QVERIFY(refused > 0);
        QCOMPARE(service.renewals.load(), 2); // the first token, and its successor
    }

    void aTokenThatEndsSoonIsRenewedBeforeItIsUsed()
    {
        FakeService service;
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        QVERIFY(homeOf(bench.api()));
        bench.clock.advance(std::chrono::milliseconds(service.accessLifeMs - 31'000));
        QVERIFY(homeOf(bench.api()));
        QCOMPARE(service.renewals.load(), 1);
        bench.clock.advance(std::chrono::milliseconds(2'000));
        QVERIFY(homeOf(bench.api()));
        QCOMPARE(service.renewals.load(), 2);
    }

    void aRevokedSignInSignsOutAndSaysSo()
    {
        FakeService service;
        service.override = [](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.path == u"/v1/sessions/refresh" ? std::optional(problemReply(401, u"refresh_reused"_s)) : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        QObject context;
        QList<SignInState> states;
        bench.api().observeSignIn(&context, [&](SignInState state) { states.append(state); });
        QCOMPARE(homeOf(bench.api()).error().code, u"signed_out"_s);
        QTRY_COMPARE_WITH_TIMEOUT(states, (QList<SignInState>{SignInState::SignedIn, SignInState::ForcedOut}), 60'000);
        QCOMPARE(bench.secrets->read(u"refresh_token"_s).error().code, u"no_secret"_s);
        QCOMPARE(server.seen("GET", u"/v1/home"_s).size(), 0);
    }

    void signingOutForgetsEvenWhenTheServerIsGone()
    {
        auto server = std::make_unique<HttpTestServer>([](const HttpRequestSeen &) { return problemReply(503, u"overloaded"_s); });
        RemoteBench bench(server->url());
        bench.alreadySignedIn();
        bench.make();
        server.reset();
        const auto out = RemoteBench::wait<void>([&](Done<void> done) { bench.api().signOut(nullptr, std::move(done)); });
        QCOMPARE(out.error().code, u"server_down"_s);
        QCOMPARE(bench.api().signInState(), SignInState::SignedOut);
        QVERIFY(!bench.secrets->read(u"refresh_token"_s));
    }

    void aReadIsTriedAgainAndAWriteKeepsItsKey()
    {
        FakeService service;
        std::atomic<int> failures = 2;
        service.override = [&](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            if (request.path == u"/v1/accounts")
                return failures-- > 0 ? problemReply(503, u"overloaded"_s) : jsonReply({{u"status"_s, u"ok"_s}}, 202);
            return {};
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        const auto made = RemoteBench::wait<void>([&](Done<void> done) {
            bench.api().signUp({u"a@example.org"_s, u"correct horse"_s, u"A"_s, u"en"_s}, nullptr, std::move(done));
        });
        QVERIFY(made);
        const auto asked = server.seen("POST", u"/v1/accounts"_s);
        QCOMPARE(asked.size(), 3);
        QVERIFY(!asked[0].headers.value("idempotency-key").isEmpty());
        QCOMPARE(asked[2].headers.value("idempotency-key"), asked[0].headers.value("idempotency-key"));
    }

    void afterAllTriesTheServersWordIsGiven()
    {
        HttpTestServer server([](const HttpRequestSeen &) { return problemReply(503, u"overloaded"_s); });
        RemoteBench bench(server.url());
        bench.options.maxTries = 3;
        const auto made = RemoteBench::wait<void>([&](Done<void> done) { bench.api().signUp({}, nullptr, std::move(done)); });
        QCOMPARE(made.error().code, u"overloaded"_s);
        QCOMPARE(server.seen().size(), 3);
    }

    void whatIsWrongWithTheRequestIsNotTriedAgain()
    {
        HttpTestServer server([](const HttpRequestSeen &) { return problemReply(422, u"invalid_field"_s); });
        RemoteBench bench(server.url());
        const auto made = RemoteBench::wait<void>([&](Done<void> done) { bench.api().signUp({}, nullptr, std::move(done)); });
        QCOMPARE(made.error().kind, ErrorKind::Invalid);
        QCOMPARE(server.seen().size(), 1);
    }

    void everyRequestCarriesATraceOfItsOwn()
    {
        FakeService service;
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        QVERIFY(homeOf(bench.api()));
        QVERIFY(homeOf(bench.api()));
        QSet<QByteArray> traces;
        for (const HttpRequestSeen &request : server.seen()) {
            const auto trace = TraceContext::parse(request.headers.value("traceparent"));
            QVERIFY(trace);
            traces.insert(trace->traceId);
        }
        QCOMPARE(traces.size(), server.seen().size());
    }

    void aConnectionIsKeptAndCanBeWarmedUp()
    {
        FakeService service;
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        bench.api().preconnect();
        QTRY_VERIFY_WITH_TIMEOUT(server.connections() >= 2 && server.seen().size() == 1, 60'000); // the token too
        const int before = server.connections();
        for (int i = 0; i < 5; ++i)
            QVERIFY(homeOf(bench.api()));
        QCOMPARE(server.connections(), before);
    }

    void troubleHasANameThatAnAppCanShow()
    {
        std::unique_ptr<HttpTestServer> server = std::make_unique<HttpTestServer>([](const HttpRequestSeen &) {
            HttpReply silent;
            silent.silent = true;
            return silent;
        });
        const auto codeOf = [](RemoteBench &bench) {
            bench.options.maxTries = 1;
            bench.options.timeout = std::chrono::milliseconds(300);
            return RemoteBench::wait<void>([&](Done<void> done) { bench.api().signUp({}, nullptr, std::move(done)); }).error().code;
        };
        RemoteBench silent(server->url());
        QCOMPARE(codeOf(silent), u"timeout"_s);
        const QUrl url = server->url();
        server.reset();
        RemoteBench down(url);
        QCOMPARE(codeOf(down), u"server_down"_s);
        RemoteBench nowhere(QUrl(u"http://melody.invalid"_s));
        QCOMPARE(codeOf(nowhere), u"offline"_s);
        HttpTestServer strange([](const HttpRequestSeen &) { return HttpReply{200, "<html>", "text/html"}; });
        RemoteBench lost(strange.url());
        lost.alreadySignedIn();
        QCOMPARE(homeOf(lost.api()).error().code, u"bad_answer"_s);
        HttpTestServer endless([](const HttpRequestSeen &) { return HttpReply{200, QByteArray(5 * 1024 * 1024, ' ')}; });
        RemoteBench flooded(endless.url());
        flooded.alreadySignedIn();
        QCOMPARE(homeOf(flooded.api()).error().code, u"bad_answer"_s);
    }

    void onlyThePinnedAuthorityIsTrusted()
    {
        const QTemporaryDir folder;
        const TestAuthority ours = makeAuthority(folder.path(), u"ours"_s);
        const TestAuthority other = makeAuthority(folder.path(), u"other"_s);
        FakeService service;
        HttpTestServer server(std::ref(service), ours.server);
        RemoteBench trusting(server.url());
        trusting.options.caFile = ours.caFile;
        trusting.alreadySignedIn();
        QVERIFY(homeOf(trusting.api()));
        const auto before = server.seen().size();
        for (const QString &caFile : {other.caFile, QString()}) {
            RemoteBench distrusting(server.url());
            distrusting.options.caFile = caFile;
            distrusting.alreadySignedIn();
            QCOMPARE(homeOf(distrusting.api()).error().code, u"untrusted_server"_s);
            QCOMPARE(distrusting.api().signInState(), SignInState::SignedIn); // a stranger can't sign anyone out
        }
        QCOMPARE(server.seen().size(), before);
        RemoteBench missing(server.url());
        missing.options.caFile = folder.filePath(u"none"_s);
        QCOMPARE(createRemote(missing.options, *missing.secrets, missing.clock).error().code, u"bad_ca_file"_s);
    }

    void answersComeOnTheThreadOfWhoeverAsked()
    {
        FakeService service;
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        QObject context;
        QThread *thread = nullptr;
        bench.api().home(&context, [&](const Result<wire::Home> &) { thread = QThread::currentThread(); });
        QTRY_COMPARE_WITH_TIMEOUT(thread, QThread::currentThread(), 60'000);
        // Who has gone away is not called.
        bool called = false;
        auto gone = std::make_unique<QObject>();
        bench.api().home(gone.get(), [&](const Result<wire::Home> &) { called = true; });
        gone.reset();
        QVERIFY(homeOf(bench.api()));
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }

    void closingAnswersEveryoneWhoStillWaits()
    {
        HttpTestServer server([](const HttpRequestSeen &) {
            HttpReply silent;
            silent.silent = true;
            return silent;
        });
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        QStringList codes;
        for (int i = 0; i < 3; ++i)
            bench.api().home(nullptr, [&](const Result<wire::Home> &home) { codes.append(home.error().code); });
        QTRY_VERIFY_WITH_TIMEOUT(!server.seen().isEmpty(), 60'000);
        bench.remote.reset();
        QCOMPARE(codes, (QStringList{u"cancelled"_s, u"cancelled"_s, u"cancelled"_s}));
    }

    void picturesAreFetchedOnceAndKeptOnDisk()
    {
        FakeService service;
        const ImageId image = ImageId::create(SystemClock().now());
        service.override = [](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            if (!request.path.startsWith(u"/v1/images/"))
                return {};
            return HttpReply{200, "picture " + request.query.queryItemValue(u"size"_s).toLatin1(), "image/jpeg"};
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.options.cacheFolder = bench.folder.filePath(u"images"_s);
        std::atomic<int> answers = 0;
        for (int i = 0; i < 10; ++i)
            bench.api().image(image, 160, nullptr,
                              [&](const Result<QByteArray> &bytes) { answers += bytes == QByteArray("picture 160") ? 1 : 0; });
        QTRY_COMPARE_WITH_TIMEOUT(answers.load(), 10, 60'000);
        QCOMPARE(server.seen().size(), 1);
        bench.remote.reset();
        const auto fetch = [&](int size) {
            return RemoteBench::wait<QByteArray>([&](Done<QByteArray> done) { bench.api().image(image, size, nullptr, std::move(done)); });
        };
        QCOMPARE(fetch(160), Result<QByteArray>("picture 160"));
        QCOMPARE(server.seen().size(), 1);
        QCOMPARE(fetch(320), Result<QByteArray>("picture 320"));
        QCOMPARE(server.seen().size(), 2);
        // They may show friends: nobody who signs in next finds them.
        (void)RemoteBench::wait<void>([&](Done<void> done) { bench.api().signOut(nullptr, std::move(done)); });
        QVERIFY(QDir(bench.options.cacheFolder).isEmpty());
        QCOMPARE(fetch(320), Result<QByteArray>("picture 320"));
    }

    void thePictureCacheStaysWithinItsSize()
    {
        HttpTestServer server([](const HttpRequestSeen &) { return HttpReply{200, QByteArray(10'000, 'p'), "image/jpeg"}; });
        RemoteBench bench(server.url());
        bench.options.cacheFolder = bench.folder.filePath(u"images"_s);
        bench.options.imageCacheBytes = 100'000;
        for (int i = 0; i < 25; ++i) {
            QVERIFY(RemoteBench::wait<QByteArray>(
                [&](Done<QByteArray> done) { bench.api().image(ImageId::create(SystemClock().now()), 64, nullptr, std::move(done)); }));
        }
        qint64 used = 0;
        for (const QFileInfo &file : QDir(bench.options.cacheFolder).entryInfoList(QDir::Files))
            used += file.size();
        QVERIFY2(used > 0 && used <= 100'000, qPrintable(QString::number(used)));
    }

    void aPageKeepsTheQueryItWasAskedWith()
    {
        FakeService service;
        service.override = [](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.path == u"/v1/contents" ? std::optional(jsonReply(wire::toJson(wire::ContentPage{{}, u"next"_s})))
                                                   : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto page = RemoteBench::wait<wire::ContentPage>([&](Done<wire::ContentPage> done) {
            bench.api().contents(u"/v1/contents?kind=album"_s, u"a+b/c=&d"_s, 1'000, nullptr, std::move(done));
        });
        QCOMPARE(page->nextCursor, u"next"_s);
        const QUrlQuery query = server.seen("GET", u"/v1/contents"_s)[0].query;
        QCOMPARE(query.queryItemValue(u"kind"_s), u"album"_s);
        QCOMPARE(query.queryItemValue(u"limit"_s), u"100"_s);
        QCOMPARE(query.queryItemValue(u"cursor"_s, QUrl::FullyDecoded), u"a+b/c=&d"_s);
    }
};

MELODY_TEST(ApiTest)
#include "api_test.moc"
