// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A server in a few lines: accounts, one album's worth of answers, playback. Tests override what they need.
#pragma once

#include "http_test_server.h"

#include <crypto/sealed_key.h>
#include <remote/remote.h>
#include <support/test_main.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>

#include <atomic>
#include <future>

namespace melody::test {

using namespace Qt::StringLiterals;

inline HttpReply jsonReply(const QJsonObject &object, int status = 200)
{
    HttpReply reply;
    reply.status = status;
    reply.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return reply;
}

inline HttpReply problemReply(int status, const QString &code)
{
    HttpReply reply = jsonReply(wire::problemJson(Error{ErrorKind::Internal, code, QStringLiteral("no")}, status, "0123"), status);
    reply.contentType = "application/problem+json";
    return reply;
}

inline QJsonObject jsonOf(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object();
}

// Everything a Remote needs, with quick retries.
struct RemoteBench {
    explicit RemoteBench(const QUrl &server)
    {
        secrets = remote::createFileSecretStore(folder.filePath(QStringLiteral("secrets")));
        options.baseUrl = server;
        options.firstBackoff = std::chrono::milliseconds(10);
        options.maxBackoff = std::chrono::milliseconds(50);
    }
    remote::Api &api() { return make().api(); }
    ports::StreamSource &streams() { return make().streams(); }
    remote::Remote &make()
    {
        if (!remote) {
            auto created = remote::createRemote(options, *secrets, clock);
            if (!created)
                qFatal("remote: %s", qPrintable(created.error().code));
            remote = std::move(*created);
        }
        return *remote;
    }
    void alreadySignedIn() const
    {
        if (!secrets->write(QStringLiteral("refresh_token"), "refresh-1"))
            qFatal("secrets");
    }
    // Waits for one answer that comes on the network thread.
    template<typename T, typename Ask>
    static Result<T> wait(Ask ask)
    {
        auto promise = std::make_shared<std::promise<Result<T>>>();
        auto future = promise->get_future();
        ask([promise](Result<T> result) { promise->set_value(std::move(result)); });
        if (future.wait_for(std::chrono::seconds(60)) != std::future_status::ready)
            return fail(ErrorKind::Internal, QStringLiteral("never_answered"), {});
        return future.get();
    }

    QTemporaryDir folder;
    FakeClock clock;
    std::unique_ptr<remote::SecretStore> secrets;
    remote::RemoteOptions options;
    std::unique_ptr<remote::Remote> remote;
};

// Signs in whoever comes, and knows a playback session of three chunks on one rung.
class FakeService {
public:
    HttpReply operator()(const HttpRequestSeen &request)
    {
        if (override) {
            if (auto reply = override(request))
                return *reply;
        }
        if (request.path == QStringLiteral("/v1/sessions/refresh"))
            return signedIn();
        if (request.path == QStringLiteral("/v1/playback/sessions"))
            return openSession(request);
        if (request.path.startsWith(QStringLiteral("/v1/chunks/")))
            return chunkReply(request);
        if (request.method == "DELETE")
            return {204, {}, {}};
        if (request.path == QStringLiteral("/v1/home"))
            return jsonReply(wire::toJson(wire::Home{}));
        return problemReply(404, QStringLiteral("not_found"));
    }

    HttpReply signedIn()
    {
        const int n = ++renewals;
        return jsonReply(
            wire::toJson(wire::SignedIn{user, QStringLiteral("access-%1").arg(n), accessLifeMs, QStringLiteral("refresh-%1").arg(n + 1)}));
    }

    HttpReply openSession(const HttpRequestSeen &request)
    {
        const auto asked = wire::parseOpenPlaybackRequest(jsonOf(request.body));
        if (!asked)
            return problemReply(422, asked.error().code);
        wire::PlaybackSession session;
        session.id = PlaybackId::create(SystemClock().now());
        session.content = asked->content;
        session.title = QStringLiteral("t");
        session.artistName = QStringLiteral("a");
        session.manifest.asset = asset;
        session.manifest.durationMs = 4'000;
        media::RungInfo rung;
        rung.rung = media::Rung::Opus64;
        rung.samples = 192'000;
        rung.encoderDelay = 312;
        rung.init = "init";
        for (const QByteArray &chunk : chunks)
            rung.chunks.push_back({quint32(chunk.size())});
        session.manifest.rungs = {rung};
        session.edges = edges.isEmpty() ? QStringList{u"http://"_s + QString::fromLatin1(request.headers.value("host"))} : edges;
        session.chunkToken = QStringLiteral("token-%1").arg(++opened);
        session.expires = clock ? clock->now() + tokenLife : SystemClock().now() + tokenLife;
        session.sealedKey = *crypto::sealToDevice(key, asked->devicePublicKey);
        if (asked->firstRung)
            session.firstChunk = wire::InlineChunk{media::Rung::Opus64, 0, chunks[0]};
        session.traceId = "0123456789abcdef0123456789abcdef";
        return jsonReply(wire::toJson(session), 201);
    }

    // Ranges are honoured when `ranges` is set.
    HttpReply chunkReply(const HttpRequestSeen &request) const
    {
        HttpReply reply;
        reply.contentType = "application/octet-stream";
        reply.body = chunks[request.path.section(u'/', -1).toInt()];
        const QByteArray range = request.headers.value("range");
        if (!ranges || range.isEmpty())
            return reply;
        const qsizetype from = range.mid(6, range.indexOf('-') - 6).toLongLong();
        const QByteArray all = reply.body;
        reply.status = 206;
        reply.body = all.mid(from);
        reply.headers.append({"Content-Range", "bytes " + QByteArray::number(from) + '-' + QByteArray::number(all.size() - 1) + '/' +
                                                   QByteArray::number(all.size())});
        return reply;
    }

    std::function<std::optional<HttpReply>(const HttpRequestSeen &)> override;
    const UserId user = UserId::create(SystemClock().now());
    const AssetId asset = AssetId::create(SystemClock().now());
    const crypto::ContentKey key = crypto::ContentKey::generate();
    const QList<QByteArray> chunks{QByteArray(5'000, 'a'), QByteArray(200'000, 'b') + QByteArray(200'000, 'c'), QByteArray(7'000, 'd')};
    const Clock *clock = nullptr;
    std::chrono::milliseconds tokenLife = std::chrono::hours(1);
    qint64 accessLifeMs = 900'000;
    QStringList edges; // none: this server
    bool ranges = true;
    std::atomic<int> renewals{0};
    std::atomic<int> opened{0};
};

} // namespace melody::test
