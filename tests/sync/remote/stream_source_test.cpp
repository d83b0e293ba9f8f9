// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "remote_bench.h"

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;
using media::Rung;

class StreamSourceTest : public QObject {
    Q_OBJECT

    // Keeps the promise until the answer is there.
    template<typename T, typename Ask>
    static Result<T> wait(Ask ask)
    {
        std::unique_ptr<ports::StreamSource::Pending> pending;
        return RemoteBench::wait<T>([&](std::function<void(Result<T>)> done) { pending = ask(std::move(done)); });
    }
    static Result<ports::Stream> open(RemoteBench &bench, const TraceContext &trace = TraceContext::create())
    {
        return wait<ports::Stream>([&](auto done) { return bench.streams().open(ContentId::create(bench.clock.now()), {}, trace, done); });
    }
    static Result<QByteArray> fetch(RemoteBench &bench, const PlaybackId &session, int index, bool refresh = false)
    {
        return wait<QByteArray>([&](auto done) { return bench.streams().fetchChunk(session, Rung::Opus64, index, refresh, done); });
    }
    static QString chunkPath(const FakeService &service, int index)
    {
        return u"/v1/chunks/%1/opus-64/%2"_s.arg(service.asset.toString()).arg(index);
    }

private Q_SLOTS:
    void anOriginThatDoesNotBeginToAnswerIsLeft()
    {
        FakeService service;
        HttpTestServer server(std::ref(service));
        HttpTestServer silent([](const HttpRequestSeen &) { return HttpReply{.silent = true}; });
        service.edges = {silent.url().toString(), server.url().toString()};
        RemoteBench bench(server.url());
        bench.options.timeout = std::chrono::minutes(5);
        bench.alreadySignedIn();
        const auto stream = open(bench);
        QVERIFY(stream);
        QCOMPARE(fetch(bench, stream->session, 2), Result<QByteArray>(service.chunks[2]));
        QCOMPARE(silent.seen().size(), 1);
        QCOMPARE(fetch(bench, stream->session, 0), Result<QByteArray>(service.chunks[0]));
        QCOMPARE(silent.seen().size(), 1); // it rests
    }
    void aBusyServerIsToldToThePlayerAtOnce()
    {
        FakeService service;
        std::atomic<bool> busy = true;
        std::atomic<int> refused = 0;
        HttpTestServer server([&](const HttpRequestSeen &request) {
            if (!busy || !request.path.startsWith(u"/v1/chunks"))
                return service(request);
            ++refused;
            return HttpReply{.status = 503, .contentType = {}, .headers = {{"Retry-After", "3"}}};
        });
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto stream = open(bench);
        QVERIFY(stream);
        const auto answer = fetch(bench, stream->session, 2);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, u"overloaded"_s);
        QCOMPARE(answer.error().retryAfterMs, std::optional<qint64>(3'000));
        QCOMPARE(refused.load(), 1);
        busy = false;
        QCOMPARE(fetch(bench, stream->session, 2), Result<QByteArray>(service.chunks[2]));
    }
    void howMuchOfAChunkIsHereCanBeAsked()
    {
        FakeService service;
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto stream = open(bench);
        QVERIFY(stream);
        std::promise<void> done;
        const auto pending =
            bench.streams().fetchChunk(stream->session, Rung::Opus64, 1, false, [&done](const Result<QByteArray> &) { done.set_value(); });
        done.get_future().wait();
        QCOMPARE(pending->receivedBytes(), std::optional<qint64>(service.chunks[1].size()));
    }
    // A chunk that nobody wants any more must not take the link from the one that is wanted instead.
    void whatIsGivenUpIsNotGoneOnWith()
    {
        FakeService service;
        service.override = [](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.path.startsWith(u"/v1/chunks/") ? std::optional(HttpReply{.silent = true}) : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto stream = open(bench);
        auto pending = bench.streams().fetchChunk(stream->session, Rung::Opus64, 1, false, [](const Result<QByteArray> &) {});
        QTRY_COMPARE_WITH_TIMEOUT(server.seen("GET", chunkPath(service, 1)).size(), 1, 20'000);
        const int before = server.openConnections();
        pending.reset();
        QTRY_COMPARE_WITH_TIMEOUT(server.openConnections(), before - 1, 20'000);
    }
    void aSessionBringsItsKeyItsFirstChunkAndItsTrace()
    {
        FakeService service;
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const TraceContext trace = TraceContext::create();
        const auto stream = open(bench, trace);
        QVERIFY(stream);
        QVERIFY(stream->key.bytes() == service.key.bytes());
        QCOMPARE(stream->firstChunk->sealed, service.chunks[0]);
        QCOMPARE(stream->trace.traceId, trace.traceId);
        QCOMPARE(fetch(bench, stream->session, 2), Result<QByteArray>(service.chunks[2]));
        const auto opening = server.seen("POST", u"/v1/playback/sessions"_s);
        QCOMPARE(TraceContext::parse(opening[0].headers.value("traceparent"))->traceId, trace.traceId);
        QVERIFY(!opening[0].headers.value("idempotency-key").isEmpty());
        const auto chunk = server.seen("GET", chunkPath(service, 2));
        QCOMPARE(TraceContext::parse(chunk[0].headers.value("traceparent"))->traceId, trace.traceId);
        QCOMPARE(chunk[0].query.queryItemValue(u"token"_s), u"token-1"_s);
        QVERIFY(!chunk[0].headers.contains("authorization"));
    }

    void takingOverIsAskedForOnceAndForThatContent()
    {
        FakeService service;
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const ContentId wanted = ContentId::create(bench.clock.now());
        bench.streams().takeOver(wanted);
        QVERIFY(open(bench));
        const auto again = [&](auto done) { return bench.streams().open(wanted, {}, TraceContext::create(), done); };
        QVERIFY(wait<ports::Stream>(again));
        QVERIFY(wait<ports::Stream>(again));
        QList<bool> asked;
        for (const HttpRequestSeen &seen : server.seen("POST", u"/v1/playback/sessions"_s))
            asked.append(wire::parseOpenPlaybackRequest(jsonOf(seen.body))->takeOver);
        QCOMPARE(asked, (QList{false, true, false}));
    }

    void aChunkThatBreaksOffIsResumedWhereItStopped()
    {
        FakeService service;
        std::atomic<int> cuts = 4;
        service.override = [&](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            if (!request.path.startsWith(u"/v1/chunks/") || cuts-- <= 0)
                return {};
            HttpReply reply = service.chunkReply(request);
            reply.cutAfter = 150'000;
            return reply;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto stream = open(bench);
        QCOMPARE(fetch(bench, stream->session, 1), Result<QByteArray>(service.chunks[1]));
        const auto asked = server.seen("GET", chunkPath(service, 1));
        // Qt repeats a request by itself when a connection dies before it has passed anything on, so some come twice.
        QByteArrayList ranges;
        for (const HttpRequestSeen &request : asked)
            ranges.append(request.headers.value("range"));
        ranges.erase(std::unique(ranges.begin(), ranges.end()), ranges.end());
        QCOMPARE(ranges.value(0), QByteArray());
        QCOMPARE(ranges.value(1), "bytes=150000-");
        QVERIFY(ranges.size() == 2 || (ranges.size() == 3 && ranges[2] == "bytes=300000-"));
    }

    void aServerWithoutRangesSendsTheWholeAgain()
    {
        FakeService service;
        service.ranges = false;
        std::atomic<int> cuts = 1;
        service.override = [&](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            if (!request.path.startsWith(u"/v1/chunks/") || cuts-- <= 0)
                return {};
            HttpReply reply = service.chunkReply(request);
            reply.cutAfter = 150'000;
            return reply;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto stream = open(bench);
        QCOMPARE(fetch(bench, stream->session, 1), Result<QByteArray>(service.chunks[1]));
        QVERIFY(server.seen("GET", chunkPath(service, 1)).size() >= 2); // Qt may repeat one by itself
    }

    void aLineThatKeepsBreakingGetsThereAsLongAsItMovesOn()
    {
        FakeService service;
        service.override = [&](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            if (!request.path.startsWith(u"/v1/chunks/"))
                return {};
            HttpReply reply = service.chunkReply(request);
            reply.cutAfter = int(std::min<qsizetype>(reply.body.size(), 30'000));
            return reply;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.options.maxTries = 2;
        bench.alreadySignedIn();
        const auto stream = open(bench);
        QCOMPARE(fetch(bench, stream->session, 1), Result<QByteArray>(service.chunks[1]));
    }

    void anotherPartThanAskedForIsRefused()
    {
        FakeService service;
        service.override = [&](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            if (!request.path.startsWith(u"/v1/chunks/"))
                return {};
            HttpReply reply = service.chunkReply(request);
            reply.cutAfter = 100;
            if (request.headers.contains("range")) {
                reply.cutAfter = -1;
                reply.headers = {{"Content-Range", "bytes 5-6999/7000"}};
            }
            return reply;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto stream = open(bench);
        QCOMPARE(fetch(bench, stream->session, 2).error().code, u"bad_answer"_s);
    }

    void aDamagedChunkIsAskedForPastEveryCache()
    {
        FakeService service;
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto stream = open(bench);
        QVERIFY(fetch(bench, stream->session, 2, true));
        QCOMPARE(server.seen("GET", chunkPath(service, 2))[0].headers.value("cache-control"), "no-cache");
    }

    void whenAnEdgeIsDownTheNextOneServes()
    {
        FakeService service;
        HttpTestServer server(std::ref(service));
        QUrl dead;
        {
            const HttpTestServer gone([](const HttpRequestSeen &) { return HttpReply{}; });
            dead = gone.url();
        }
        std::atomic<int> overloaded = 0;
        HttpTestServer busy([&](const HttpRequestSeen &) {
            ++overloaded;
            return problemReply(503, u"overloaded"_s);
        });
        service.edges = {dead.toString(), busy.url().toString(), server.url().toString()};
        RemoteBench bench(server.url());
        bench.options.firstBackoff = std::chrono::minutes(10); // nothing here may need a wait
        bench.options.maxBackoff = std::chrono::minutes(10);
        bench.alreadySignedIn();
        const auto stream = open(bench);
        QCOMPARE(fetch(bench, stream->session, 1), Result<QByteArray>(service.chunks[1]));
        QCOMPARE(fetch(bench, stream->session, 2), Result<QByteArray>(service.chunks[2]));
        QCOMPARE(overloaded.load(), 1); // what is down is not asked again for a while
    }

    void anEdgeWithoutProtectionIsNotUsed()
    {
        const QTemporaryDir folder;
        const TestAuthority authority = makeAuthority(folder.path(), u"ours"_s);
        FakeService service;
        HttpTestServer server(std::ref(service), authority.server);
        HttpTestServer plain(std::ref(service));
        service.edges = {plain.url().toString()};
        RemoteBench bench(server.url());
        bench.options.caFile = authority.caFile;
        bench.alreadySignedIn();
        const auto stream = open(bench);
        QCOMPARE(fetch(bench, stream->session, 2), Result<QByteArray>(service.chunks[2]));
        QVERIFY(plain.seen().isEmpty());
    }

    void aTokenThatRanOutIsReplacedUnderTheSameSession()
    {
        FakeService service;
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        service.clock = &bench.clock;
        bench.alreadySignedIn();
        const auto stream = open(bench);
        bench.clock.advance(std::chrono::hours(2));
        QCOMPARE(fetch(bench, stream->session, 2), Result<QByteArray>(service.chunks[2]));
        QCOMPARE(server.seen("GET", chunkPath(service, 2))[0].query.queryItemValue(u"token"_s), u"token-2"_s);
        QCOMPARE(fetch(bench, stream->session, 1), Result<QByteArray>(service.chunks[1]));
        QCOMPARE(service.opened.load(), 2);
        bench.streams().close(stream->session);
        const auto closed = [&] {
            return std::ranges::count_if(server.seen(), [](const HttpRequestSeen &request) { return request.method == "DELETE"; });
        };
        QTRY_COMPARE_WITH_TIMEOUT(closed(), 2, 60'000);
        QCOMPARE(server.seen("DELETE", u"/v1/playback/sessions/"_s + stream->session.toString()).size(), 1);
    }

    void aTokenTheServerCallsExpiredIsReplacedToo()
    {
        FakeService service;
        service.override = [](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            const bool old = request.path.startsWith(u"/v1/chunks/") && request.query.queryItemValue(u"token"_s) == u"token-1";
            return old ? std::optional(problemReply(403, u"token_expired"_s)) : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto stream = open(bench);
        QCOMPARE(fetch(bench, stream->session, 2), Result<QByteArray>(service.chunks[2]));
    }

    void aForgedTokenIsFinal()
    {
        FakeService service;
        service.override = [](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.path.startsWith(u"/v1/chunks/") ? std::optional(problemReply(403, u"token_forged"_s)) : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        const auto stream = open(bench);
        QCOMPARE(fetch(bench, stream->session, 2).error().code, u"token_forged"_s);
        QCOMPARE(server.seen("GET", chunkPath(service, 2)).size(), 1);
    }

    void whoeverGivesUpIsNotCalledAndWhatWasOpenedIsClosed()
    {
        FakeService service;
        std::atomic<bool> hold = true;
        std::atomic<int> arrived = 0;
        service.override = [&](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            if (request.path == u"/v1/playback/sessions") {
                ++arrived;
                while (hold)
                    QThread::msleep(1);
            }
            return {};
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        std::atomic<bool> called = false;
        auto pending = bench.streams().open(ContentId::create(bench.clock.now()), {}, TraceContext::create(),
                                            [&](const Result<ports::Stream> &) { called = true; });
        QTRY_COMPARE_WITH_TIMEOUT(arrived.load(), 1, 60'000);
        pending.reset();
        hold = false;
        const auto closed = [&] {
            return std::ranges::any_of(server.seen(), [](const HttpRequestSeen &request) { return request.method == "DELETE"; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(closed(), 60'000);
        QVERIFY(!called);
    }

    void whatTheServerRefusesIsPassedOn()
    {
        FakeService service;
        service.override = [](const HttpRequestSeen &request) -> std::optional<HttpReply> {
            return request.path == u"/v1/playback/sessions" ? std::optional(problemReply(402, u"plan_required"_s)) : std::nullopt;
        };
        HttpTestServer server(std::ref(service));
        RemoteBench bench(server.url());
        bench.alreadySignedIn();
        QCOMPARE(open(bench).error().kind, ErrorKind::PlanRequired);
    }
};

MELODY_TEST(StreamSourceTest)
#include "stream_source_test.moc"
