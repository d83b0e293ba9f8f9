// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <live/live_client.h>
#include <support/test_main.h>

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

using namespace melody;
using namespace melody::live;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patienceMs = 20'000;

QByteArray eventSaid(const QByteArray &data, const QByteArray &id = {})
{
    return (id.isEmpty() ? QByteArray() : "id: " + id + '\n') + "data: " + data + "\n\n";
}

const QByteArray hello = eventSaid(R"({"type":"hello","library":1,"player":0})", "3");
const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

// A server whose every answer the test gives, and a client that listens to it.
struct World {
    explicit World(std::chrono::milliseconds silence = 60s)
    {
        if (!server.listen(QHostAddress::LocalHost))
            qFatal("no port");
        QObject::connect(&server, &QTcpServer::newConnection, &server, [this] {
            QTcpSocket *socket = server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, &server, [this, socket] {
                QByteArray request = socket->property("request").toByteArray() + socket->readAll();
                socket->setProperty("request", request);
                if (request.contains("\r\n\r\n")) {
                    requests.append(request);
                    sockets.append(socket);
                }
            });
        });
        LiveParts parts;
        parts.server = QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort()));
        parts.token = [this](const std::function<void(Result<QByteArray>)> &done) {
            if (token.isEmpty())
                done(fail(ErrorKind::Unauthenticated, u"signed_out"_s, {}));
            else
                done(token);
        };
        parts.refused = [this](const QByteArray &) { token = "fresh"; };
        parts.heard = [this](const wire::LiveEvent &event) { heard.push_back(event); };
        parts.connected = [this](bool now) { connected = now; };
        parts.limits = {20ms, 200ms, silence};
        client = createLiveClient(std::move(parts));
    }
    void answer(const QByteArray &bytes, bool close = false)
    {
        sockets.back()->write(bytes);
        if (close)
            sockets.back()->disconnectFromHost();
    }

    QTcpServer server;
    QList<QByteArray> requests;
    QList<QTcpSocket *> sockets;
    QByteArray token = "old";
    std::vector<wire::LiveEvent> heard;
    bool connected = false;
    std::unique_ptr<LiveClient> client;
};

} // namespace

class LiveClientTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itHearsWhatTheServerSays()
    {
        World world;
        world.client->start();
        QTRY_COMPARE_WITH_TIMEOUT(world.requests.size(), 1, patienceMs);
        QVERIFY(world.requests[0].startsWith("GET /v1/live HTTP/1.1\r\n"));
        QVERIFY(world.requests[0].contains("Bearer old") && !world.requests[0].contains("Last-Event-ID"));
        world.answer(head + hello);
        QTRY_COMPARE_WITH_TIMEOUT(world.heard.size(), 1u, patienceMs);
        QVERIFY(world.connected);
        world.answer(eventSaid(R"({"type":"library","revision":2})"));
        QTRY_COMPARE_WITH_TIMEOUT(world.heard.size(), 2u, patienceMs);
        QCOMPARE(std::get<wire::LiveLibrary>(world.heard[1]).revision, 2);
    }
    void itComesBackAndSaysWhatItHasSeen()
    {
        World world;
        world.client->start();
        QTRY_COMPARE_WITH_TIMEOUT(world.requests.size(), 1, patienceMs);
        world.answer(head + hello, true);
        QTRY_COMPARE_WITH_TIMEOUT(world.requests.size(), 2, patienceMs);
        QVERIFY(!world.connected);
        QVERIFY(world.requests[1].contains("Last-Event-ID: 3\r\n"));
        world.answer("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(world.requests.size(), 3, patienceMs);
        world.answer(head + hello);
        QTRY_VERIFY_WITH_TIMEOUT(world.connected, patienceMs);
    }
    void silenceMeansThatNobodyIsThere()
    {
        World world(300ms);
        world.client->start();
        QTRY_COMPARE_WITH_TIMEOUT(world.requests.size(), 1, patienceMs);
        world.answer(head + hello);
        QTRY_COMPARE_WITH_TIMEOUT(world.requests.size(), 2, patienceMs);
    }
    void aRefusedTokenIsRenewedOnce()
    {
        World world;
        world.client->start();
        QTRY_COMPARE_WITH_TIMEOUT(world.requests.size(), 1, patienceMs);
        world.answer("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(world.requests.size(), 2, patienceMs);
        QVERIFY(world.requests[1].contains("Bearer fresh"));
    }
    void whoIsSignedOutDoesNotComeBackUnlessAsked()
    {
        World world;
        world.client->start();
        QTRY_COMPARE_WITH_TIMEOUT(world.requests.size(), 1, patienceMs);
        world.answer(head + hello + eventSaid(R"({"type":"signed_out"})"));
        QTRY_COMPARE_WITH_TIMEOUT(world.heard.size(), 2u, patienceMs);
        world.token.clear();
        QTest::qWait(300); // longer than any backoff here
        QCOMPARE(world.requests.size(), 1);
        world.token = "next";
        world.client->start();
        QTRY_COMPARE_WITH_TIMEOUT(world.requests.size(), 2, patienceMs);
        QVERIFY(world.requests[1].contains("Bearer next"));
    }
    void whatIsNoStreamIsNotHeard()
    {
        World world;
        world.client->start();
        QTRY_COMPARE_WITH_TIMEOUT(world.requests.size(), 1, patienceMs);
        world.answer("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + hello, true);
        QTRY_COMPARE_WITH_TIMEOUT(world.requests.size(), 2, patienceMs);
        QVERIFY(world.heard.empty());
    }
    void itStopsWhenItIsTold()
    {
        World world;
        world.client->start();
        QTRY_COMPARE_WITH_TIMEOUT(world.requests.size(), 1, patienceMs);
        world.client->stop();
        QTRY_COMPARE_WITH_TIMEOUT(world.sockets[0]->state(), QAbstractSocket::UnconnectedState, patienceMs);
        QTest::qWait(300);
        QCOMPARE(world.requests.size(), 1);
    }
};

MELODY_TEST(LiveClientTest)
#include "live_client_test.moc"
