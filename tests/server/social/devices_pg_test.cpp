// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listener.h"

#include <support/sample_release.h>
#include <support/test_main.h>

#include <QtCore/QEventLoop>
#include <QtCore/QJsonDocument>
#include <QtCore/QRandomGenerator>
#include <QtNetwork/QNetworkReply>

#include <thread>

using namespace melody;
using namespace Qt::StringLiterals;
using Kind = rules::PlaylistOperationKind;

namespace {

// One device on a thread of its own: edits, sends, loses answers and sends again, pulls in small pages.
class Device {
public:
    Device(test::RunningServer &server, QString token, PlaylistId playlist, QList<ContentId> tracks, quint32 seed)
        : m_server(server), m_token(std::move(token)), m_playlist(playlist), m_tracks(std::move(tracks)), m_random(seed)
    {
    }

    void work(int rounds)
    {
        QNetworkAccessManager network;
        for (int round = 0; round < rounds && m_error.isEmpty(); ++round) {
            const wire::Mutation mutation = test::mutation(m_server, m_random.bounded(3) == 0 ? like() : edit());
            const QJsonObject batch = wire::toJson(wire::MutationBatch{{mutation}});
            for (int again = m_random.bounded(3); again >= 0; --again)
                taken(mutation, call(network, "POST", u"/v1/sync/mutations"_s, batch));
            pullOnce(network);
        }
    }

    [[nodiscard]] const QString &error() const { return m_error; }
    [[nodiscard]] const QSet<PlaylistItemId> &inserted() const { return m_inserted; }
    [[nodiscard]] const QSet<PlaylistItemId> &removed() const { return m_removed; }
    [[nodiscard]] test::Mirror &mirror() { return m_mirror; }

private:
    wire::MutationBody like() { return wire::SetLike{m_tracks[m_random.bounded(int(m_tracks.size()))], m_random.bounded(2) == 1}; }

    wire::MutationBody edit()
    {
        QList<PlaylistItemId> seen;
        for (const auto &[key, thing] : m_mirror.things) {
            if (key.startsWith(u"item "))
                seen.append(*PlaylistItemId::parse(key.section(u' ', 2)));
        }
        const auto any = [&]() -> std::optional<PlaylistItemId> {
            return seen.isEmpty() || m_random.bounded(4) == 0 ? std::nullopt : std::optional(seen[m_random.bounded(int(seen.size()))]);
        };
        wire::EditPlaylist wish{m_playlist, {1, {}}};
        const auto target = any();
        switch (target ? m_random.bounded(4) : 0) {
        case 2:
            wish.edit.operations = {{Kind::Move, *target, {}, any()}};
            break;
        case 3:
            wish.edit.operations = {{Kind::Remove, *target, {}, {}}};
            break;
        default:
            wish.edit.operations = {
                test::insertion(PlaylistItemId::create(m_server.clock().now()), m_tracks[m_random.bounded(int(m_tracks.size()))], any())};
        }
        return wish;
    }

    void taken(const wire::Mutation &mutation, const QJsonObject &json)
    {
        const auto answer = wire::parseMutationAnswer(json);
        if (!answer || answer->results.size() != 1 || answer->results[0].outcome == wire::MutationOutcome::Refused) {
            m_error = QString::fromUtf8(QJsonDocument(json).toJson());
            return;
        }
        if (const auto *edit = std::get_if<wire::EditPlaylist>(&mutation.body)) {
            const auto &operation = edit->edit.operations[0];
            if (operation.kind == Kind::Insert)
                m_inserted.insert(operation.item);
            else if (operation.kind == Kind::Remove)
                m_removed.insert(operation.item);
        }
    }

    void pullOnce(QNetworkAccessManager &network)
    {
        const auto page = wire::parseSyncPage(call(network, "GET", u"/v1/sync?limit=3&since="_s + m_mirror.next, {}));
        if (page)
            test::absorb(m_mirror, *page);
        else
            m_error = u"no page"_s;
    }

    QJsonObject call(QNetworkAccessManager &network, const QByteArray &method, const QString &path, const QJsonObject &body)
    {
        m_server.advance(std::chrono::milliseconds(300)); // fills the rate limiter's buckets
        QNetworkRequest request(QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_server.port()).arg(path)));
        request.setRawHeader("Authorization", "Bearer " + m_token.toLatin1());
        request.setRawHeader("Content-Type", "application/json");
        const QByteArray text = body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
        const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request, method, text));
        QEventLoop loop;
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
        return QJsonDocument::fromJson(reply->readAll()).object();
    }

    test::RunningServer &m_server;
    QString m_token;
    PlaylistId m_playlist;
    QList<ContentId> m_tracks;
    QRandomGenerator m_random;
    test::Mirror m_mirror;
    QSet<PlaylistItemId> m_inserted;
    QSet<PlaylistItemId> m_removed;
    QString m_error;
};

} // namespace

class DevicesPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fiveDevicesAtOnceConvergeAndLoseNothing()
    {
        test::RunningServer server;
        const auto release = test::publishSample(server, {.tracks = 5});
        QList<ContentId> tracks;
        for (const auto &track : release.tracks)
            tracks.append(track.id);
        const auto ana = server.newPerson();
        const auto playlist = PlaylistId::create(server.clock().now());
        QCOMPARE(server.post(u"/v1/playlists"_s, wire::toJson(wire::NewPlaylist{playlist, u"Ours"_s, {}}), ana.accessToken).status, 201);
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        std::vector<std::unique_ptr<Device>> devices;
        for (quint32 i = 0; i < 5; ++i) {
            const auto token = server.anotherDevice(ana).accessToken;
            devices.push_back(std::make_unique<Device>(server, token, playlist, tracks, seed + i));
        }
        {
            std::vector<std::jthread> threads;
            for (const auto &device : devices)
                threads.emplace_back([&device] { device->work(25); });
        }
        const auto fresh = server.anotherDevice(ana);
        test::Mirror truth;
        test::pull(server, fresh.accessToken, truth);
        QSet<PlaylistItemId> expected, there;
        for (const auto &device : devices) {
            QVERIFY2(device->error().isEmpty(), qPrintable(device->error()));
            expected.unite(device->inserted());
        }
        for (const auto &device : devices) {
            expected.subtract(device->removed());
            test::pull(server, fresh.accessToken, device->mirror(), 7);
            QVERIFY(device->mirror() == truth);
        }
        for (const auto &[key, thing] : truth.things) {
            if (key.startsWith(u"item "))
                there.insert(*PlaylistItemId::parse(key.section(u' ', 2)));
        }
        QVERIFY(expected.size() > 10);
        QVERIFY(there == expected);
    }
};

MELODY_TEST(DevicesPgTest)
#include "devices_pg_test.moc"
