// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// SIGTERM to the program itself while it is at work: what was begun is finished, nobody new is let in, and it ends well.

#include <support/sample_release.h>
#include <support/test_main.h>

#include <crypto/sealed_key.h>
#include <wire/playback.h>
#include <wire/studio.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonDocument>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpSocket>

#include <sys/socket.h>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

constexpr int drainPatienceMs = 60'000;
constexpr qsizetype chunkBytes = 6 * 1024 * 1024; // more than the kernel keeps for a reader who doesn't read

} // namespace

class DrainPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_world = std::make_unique<test::RunningServer>();
        publishBigChunk();
        const wire::SignUpRequest account{u"maker@example.org"_s, u"a long walk by the sea"_s, u"Maker"_s, u"en"_s};
        QVERIFY(m_world->application().accounts().ensureUser(account, http::Role::Listener | http::Role::Creator));
        m_maker = m_world->signIn(account.email, account.password);
        startServer();
    }
    void cleanupTestCase()
    {
        m_server.kill(); // no harm when it has ended
        m_server.waitForFinished(drainPatienceMs);
        m_world.reset();
    }

    void whatIsUnderWayIsFinishedAndNobodyNewIsLetIn()
    {
        const QByteArray sound(200'000, 's');
        const auto session = wire::parsePlaybackSession(
            m_world
                ->post(u"/v1/playback/sessions"_s,
                       wire::toJson(wire::OpenPlaybackRequest{m_content, crypto::DeviceKeyPair::generate().publicKey, {}}),
                       m_maker.accessToken)
                .json());
        QVERIFY(session);
        const auto upload = m_world->post(
            u"/v1/studio/uploads"_s,
            wire::toJson(wire::NewUpload{u"a.wav"_s, sound.size(), QCryptographicHash::hash(sound, QCryptographicHash::Sha256)}),
            m_maker.accessToken);
        QCOMPARE(upload.status, 201);

        QTcpSocket reader;
        connectTo(reader);
        const int little = 64 * 1024;
        QCOMPARE(::setsockopt(int(reader.socketDescriptor()), SOL_SOCKET, SO_RCVBUF, &little, sizeof(little)), 0);
        reader.setReadBufferSize(little);
        reader.write("GET /v1/chunks/" + session->manifest.asset.toString().toLatin1() +
                     "/opus-24/0?token=" + session->chunkToken.toLatin1() + " HTTP/1.1\r\nHost: melody\r\n\r\n");
        QVERIFY(reader.waitForReadyRead(drainPatienceMs));

        QTcpSocket writer;
        connectTo(writer);
        writer.write("PATCH /v1/studio/uploads/" + upload.json().value(u"id"_s).toString().toLatin1() +
                     " HTTP/1.1\r\nHost: melody\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\n"
                     "Authorization: Bearer " +
                     m_maker.accessToken.toLatin1() + "\r\nContent-Length: " + QByteArray::number(sound.size()) + "\r\n\r\n" +
                     sound.first(sound.size() / 2));
        QVERIFY(writer.waitForBytesWritten(drainPatienceMs));
        for (int i = 0; i < 20; ++i)
            QVERIFY(isHealthy()); // by the same thread: it has read what came before

        m_server.terminate();
        QTRY_VERIFY_WITH_TIMEOUT(isRefused(), drainPatienceMs);
        QCOMPARE(m_server.state(), QProcess::Running); // it waits for the two

        writer.write(sound.sliced(sound.size() / 2));
        QByteArray answer;
        while (!answer.contains("\r\n\r\n") && writer.waitForReadyRead(drainPatienceMs))
            answer += writer.readAll();
        QVERIFY2(answer.startsWith("HTTP/1.1 200"), answer);
        reader.setReadBufferSize(0);
        const int wide = 4 * 1024 * 1024;
        QCOMPARE(::setsockopt(int(reader.socketDescriptor()), SOL_SOCKET, SO_RCVBUF, &wide, sizeof(wide)), 0);
        QByteArray chunk;
        qsizetype whole = chunkBytes;
        while (chunk.size() < whole && (reader.bytesAvailable() > 0 || reader.waitForReadyRead(drainPatienceMs))) {
            chunk += reader.readAll();
            if (const qsizetype head = chunk.indexOf("\r\n\r\n"); head >= 0)
                whole = head + 4 + chunkBytes;
        }
        QVERIFY(chunk.startsWith("HTTP/1.1 200"));
        QCOMPARE(chunk.size(), whole);
        QVERIFY(m_server.waitForFinished(drainPatienceMs));
        QCOMPARE(m_server.exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_server.exitCode(), 0);
    }

private:
    // Nobody decodes it here, so it may be of anything.
    void publishBigChunk()
    {
        auto release = test::sampleRelease(*m_world, {.tracks = 1, .durationMs = 10'000});
        auto &asset = release.tracks[0].asset;
        media::RungInfo &rung = asset.manifest.rungs[0];
        qint64 others = 0;
        for (size_t i = 1; i < rung.chunks.size(); ++i)
            others += rung.chunks[i].sizeBytes;
        rung.chunks[0].sizeBytes = quint32(chunkBytes);
        const auto object = m_world->application().objects().put(QByteArray(chunkBytes + others, 'c'));
        QVERIFY(object);
        asset.objects[0].object = *object;
        QVERIFY(test::publish(*m_world, release));
        m_content = release.tracks[0].id;
    }
    void startServer()
    {
        const auto &settings = m_world->settings();
        const QString readyFile = m_folder.filePath(u"ready.json"_s);
        m_server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_server.start(QStringLiteral(MELODY_BIN_DIR "/melodyd"),
                       {u"--db-connection"_s, QString::fromStdString(settings.databaseConnection), u"--secrets-folder"_s,
                        settings.secretsFolder, u"--storage-objects"_s, settings.objectsFolder, u"--storage-uploads"_s,
                        settings.uploadsFolder, u"--http-port"_s, u"0"_s, u"--http-io-threads"_s, u"1"_s, u"--ready-file"_s, readyFile});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(readyFile) || m_server.state() == QProcess::NotRunning, drainPatienceMs);
        QFile file(readyFile);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_port = quint16(QJsonDocument::fromJson(file.readAll()).object().value(u"port"_s).toInt());
    }
    void connectTo(QTcpSocket &socket) const
    {
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
        QVERIFY(socket.waitForConnected(drainPatienceMs));
    }
    [[nodiscard]] bool isHealthy() const
    {
        QTcpSocket socket;
        connectTo(socket);
        socket.write("GET /healthz HTTP/1.1\r\nHost: melody\r\n\r\n");
        return socket.waitForReadyRead(drainPatienceMs) && socket.readAll().startsWith("HTTP/1.1 200");
    }
    [[nodiscard]] bool isRefused() const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
        return !socket.waitForConnected(drainPatienceMs) && socket.error() == QAbstractSocket::ConnectionRefusedError;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<test::RunningServer> m_world; // made what the program serves
    test::Person m_maker;
    ContentId m_content;
    QProcess m_server;
    quint16 m_port = 0;
};

MELODY_TEST(DrainPgTest)
#include "drain_pg_test.moc"
