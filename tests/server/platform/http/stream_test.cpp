// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixture.h"

#include <http/stream.h>
#include <support/test_main.h>

#include <thread>

using namespace melody;
using namespace melody::test;
using namespace std::chrono_literals;

namespace {

// Streams that a test writes to, in the order in which they were opened.
class Streams {
public:
    explicit Streams(qsizetype maxWaiting = 64 * 1024) : m_maxWaiting(maxWaiting) {}
    http::Route route()
    {
        return test::route(http::Method::Get, "/v1/stream", [this](const http::Request &) -> Result<http::Response> {
            http::Response response;
            response.contentType = "text/event-stream";
            response.stream = std::make_shared<http::Stream>(m_maxWaiting);
            response.stream->write("first\n");
            const std::lock_guard lock(m_mutex);
            m_streams.push_back(response.stream);
            return response;
        });
    }
    std::shared_ptr<http::Stream> at(size_t index)
    {
        (void)waitUntil([&] {
            const std::lock_guard lock(m_mutex);
            return m_streams.size() > index;
        });
        const std::lock_guard lock(m_mutex);
        return m_streams.at(index);
    }

private:
    const qsizetype m_maxWaiting;
    std::mutex m_mutex;
    std::vector<std::shared_ptr<http::Stream>> m_streams;
};

// Until as many bytes of the body are there, or the server has closed.
QByteArray readBody(RawClient &client, QByteArray in, qsizetype bytes)
{
    QSslSocket &socket = client.socket();
    while (in.size() < bytes && (socket.bytesAvailable() > 0 || socket.waitForReadyRead(10'000)))
        in += socket.readAll();
    return in;
}

// Reads the head only; what came of the body goes to `rest`.
QByteArray readHead(RawClient &client, QByteArray &rest)
{
    QByteArray in;
    QSslSocket &socket = client.socket();
    while (!in.contains("\r\n\r\n") && (socket.bytesAvailable() > 0 || socket.waitForReadyRead(10'000)))
        in += socket.readAll();
    const qsizetype end = in.indexOf("\r\n\r\n") + 4;
    rest = in.sliced(end);
    return in.first(end).toLower();
}

} // namespace

class StreamTest : public QObject {
    Q_OBJECT

    static bool tls()
    {
        QFETCH_GLOBAL(const bool, tls);
        return tls;
    }
    static std::unique_ptr<Fixture> serving(Streams &streams)
    {
        auto fixture = std::make_unique<Fixture>(tls());
        fixture->parts.routes.push_back(streams.route());
        return fixture;
    }

private Q_SLOTS:
    void initTestCase_data() { overPlainAndTls(); }

    void whatIsWrittenArrivesInOrderUntilItIsClosed()
    {
        Streams streams;
        const auto fixture = serving(streams);
        fixture->start();
        RawClient client = fixture->client();
        client.send(get("/v1/stream"));
        QByteArray body;
        const QByteArray head = readHead(client, body);
        QVERIFY(head.startsWith("http/1.1 200"));
        QVERIFY(head.contains("\r\ncontent-type: text/event-stream\r\n"));
        QVERIFY(head.contains("\r\nconnection: close\r\n"));
        QVERIFY(!head.contains("content-length") && !head.contains("transfer-encoding"));
        body = readBody(client, body, 6);
        QCOMPARE(body, "first\n");
        const auto stream = streams.at(0);
        QByteArray expected = body;
        for (int i = 0; i < 100; ++i) {
            const QByteArray line = QByteArray::number(i) + '\n';
            QVERIFY(stream->write(line));
            expected += line;
        }
        body = readBody(client, body, expected.size());
        QCOMPARE(body, expected);
        stream->write("last");
        stream->close();
        QVERIFY(!stream->write("too late"));
        QCOMPARE(readBody(client, {}, 4), "last");
        QVERIFY(client.isClosedByServer());
    }
    void manyStreamsOccupyNoWorker()
    {
        Streams streams;
        const auto fixture = serving(streams);
        fixture->options.workerThreads = 1;
        fixture->start();
        std::vector<RawClient> clients;
        for (int i = 0; i < 20; ++i) {
            clients.push_back(fixture->client());
            clients.back().send(get("/v1/stream"));
            (void)streams.at(size_t(i));
        }
        RawClient other = fixture->client();
        QCOMPARE(other.ask(get("/v1/pooled")).status, 200);
        for (size_t i = 0; i < clients.size(); ++i) {
            streams.at(i)->write(QByteArray::number(qulonglong(i)));
            QByteArray rest;
            (void)readHead(clients[i], rest);
            const QByteArray expected = "first\n" + QByteArray::number(qulonglong(i));
            QCOMPARE(readBody(clients[i], rest, expected.size()), expected);
        }
    }
    void whoeverWritesLearnsThatTheClientLeft()
    {
        Streams streams;
        const auto fixture = serving(streams);
        fixture->start();
        RawClient client = fixture->client();
        client.send(get("/v1/stream"));
        QByteArray rest;
        (void)readHead(client, rest);
        const auto stream = streams.at(0);
        QVERIFY(!stream->isOver());
        client.abort();
        QVERIFY(waitUntil([&] { return stream->isOver(); }));
        QVERIFY(!stream->write("x"));
    }
    void aClientThatReadsNothingIsCutAndHoldsLittle()
    {
        Streams streams(8 * 1024);
        const auto fixture = serving(streams);
        fixture->start();
        RawClient client = fixture->client();
        client.socket().setReadBufferSize(1024);
        client.send(get("/v1/stream"));
        const auto stream = streams.at(0);
        const QByteArray piece(1024, 'x');
        qint64 taken = 0;
        QVERIFY(waitUntil([&] {
            for (int i = 0; i < 8 && stream->write(piece); ++i)
                taken += piece.size();
            return stream->isOver();
        }));
        QVERIFY2(taken < 32 * 1024 * 1024, QByteArray::number(taken).constData());
        RawClient other = fixture->client();
        QCOMPARE(other.ask(get("/v1/hello")).status, 200);
    }
    void whatAClientSaysMeanwhileIsNotRead()
    {
        Streams streams;
        const auto fixture = serving(streams);
        fixture->start();
        RawClient client = fixture->client();
        client.send(get("/v1/stream") + get("/v1/hello"));
        QByteArray rest;
        (void)readHead(client, rest);
        client.send(get("/v1/gate").repeated(50));
        const auto stream = streams.at(0);
        stream->write("more");
        QCOMPARE(readBody(client, rest, 10), "first\nmore");
        QCOMPARE(fixture->gate.arrivals(), 0);
        stream->close();
        QVERIFY(client.isClosedByServer());
    }
    void theHeadAloneOpensNoStream()
    {
        Streams streams;
        const auto fixture = serving(streams);
        fixture->start();
        RawClient client = fixture->client();
        client.send("HEAD /v1/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QByteArray rest;
        QVERIFY(readHead(client, rest).startsWith("http/1.1 200"));
        QVERIFY(client.isClosedByServer());
        QVERIFY(rest.isEmpty());
        QVERIFY(waitUntil([&] { return streams.at(0)->isOver(); }));
    }
    void drainingEndsStreamsAtOnceAfterWhatWaits()
    {
        Streams streams;
        const auto fixture = serving(streams);
        fixture->start();
        RawClient client = fixture->client();
        client.send(get("/v1/stream"));
        QByteArray rest;
        (void)readHead(client, rest);
        const auto stream = streams.at(0);
        stream->write("bye");
        std::jthread drainer([&] { fixture->server->drain(20s); });
        QCOMPARE(readBody(client, rest, 9), "first\nbye");
        QVERIFY(client.isClosedByServer());
        drainer.join();
        QVERIFY(stream->isOver());
    }
};

MELODY_TEST(StreamTest)
#include "stream_test.moc"
