// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "api_client.h"

#include <QtCore/QUrlQuery>

namespace melody::remote {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 maxImageBytes = 8 * 1024 * 1024;

QString pagePath(const QString &path, const QString &cursor, int limit)
{
    QUrl url(path, QUrl::StrictMode);
    QUrlQuery query(url);
    query.addQueryItem(u"limit"_s, QString::number(std::clamp(limit, 1, 100)));
    if (!cursor.isEmpty())
        query.addQueryItem(u"cursor"_s, QString::fromLatin1(QUrl::toPercentEncoding(cursor)));
    url.setQuery(query);
    return QString::fromLatin1(url.toEncoded());
}

} // namespace

void ApiClient::post(std::function<void()> work)
{
    m_parts.thread.post(std::move(work));
}

void ApiClient::call(Call call, std::function<void(Result<HttpAnswer>)> done)
{
    call.origins = {m_parts.server};
    call.done = std::move(done);
    post([this, call = std::move(call)]() mutable { m_parts.caller.call(std::move(call)); });
}

template<typename T>
void ApiClient::read(const QString &path, Result<T> (*parse)(const QJsonObject &), QObject *context, Done<T> done)
{
    Call request;
    request.path = path;
    call(std::move(request),
         [parse, done = onThreadOf(context, std::move(done))](const Result<HttpAnswer> &answer) { done(parsed(answer, parse)); });
}

void ApiClient::preconnect()
{
    post(m_parts.warmUp);
}

void ApiClient::observeSignIn(QObject *context, std::function<void(SignInState)> changed)
{
    if (!context || !changed) {
        post([this, changed = std::move(changed)]() mutable { m_parts.signIn.observe(std::move(changed)); });
        return;
    }
    auto relay = std::make_shared<SignInRelay>();
    QObject::connect(relay.get(), &SignInRelay::changed, context, std::move(changed), Qt::QueuedConnection);
    relay->moveToThread(nullptr);
    post([this, relay] { m_parts.signIn.observe([relay](SignInState state) { Q_EMIT relay->changed(state); }); });
}

void ApiClient::signUp(const wire::SignUpRequest &request, QObject *context, Done<void> done)
{
    Call out;
    out.method = "POST";
    out.path = u"/v1/accounts"_s;
    out.body = wire::toJson(request);
    out.authorised = false;
    out.idempotencyKey = newIdempotencyKey();
    call(std::move(out), [done = onThreadOf(context, std::move(done))](const Result<HttpAnswer> &answer) { done(nothing(answer)); });
}

void ApiClient::signIn(const QString &email, const QString &password, const QString &deviceName, QObject *context, Done<UserId> done)
{
    Call out;
    out.method = "POST";
    out.path = u"/v1/sessions"_s;
    out.body = wire::toJson(wire::SignInRequest{email, password, deviceName, m_parts.devicePublicKey});
    out.authorised = false;
    out.idempotencyKey = newIdempotencyKey();
    call(std::move(out), [this, done = onThreadOf(context, std::move(done))](const Result<HttpAnswer> &answer) {
        const auto signedIn = parsed(answer, &wire::parseSignedIn);
        if (signedIn)
            m_parts.signIn.signedIn(*signedIn);
        done(signedIn.map([](const wire::SignedIn &who) { return who.user; }));
    });
}

void ApiClient::signOut(QObject *context, Done<void> done)
{
    Call out;
    out.method = "DELETE";
    out.path = u"/v1/sessions/current"_s;
    out.repeatable = false; // the listener does not wait for a bad network
    call(std::move(out), [this, done = onThreadOf(context, std::move(done))](const Result<HttpAnswer> &answer) {
        m_parts.signIn.forget(); // on this device at least
        m_parts.images.clear();  // faces of friends among them
        done(nothing(answer));
    });
}

void ApiClient::me(QObject *context, Done<wire::Profile> done)
{
    read(u"/v1/me"_s, &wire::parseProfile, context, std::move(done));
}

void ApiClient::home(QObject *context, Done<wire::Home> done)
{
    read(u"/v1/home"_s, &wire::parseHome, context, std::move(done));
}

void ApiClient::album(const ContentId &id, QObject *context, Done<wire::AlbumInfo> done)
{
    read(u"/v1/albums/"_s + id.toString(), &wire::parseAlbumInfo, context, std::move(done));
}

void ApiClient::artist(const ContentId &id, QObject *context, Done<wire::ArtistInfo> done)
{
    read(u"/v1/artists/"_s + id.toString(), &wire::parseArtistInfo, context, std::move(done));
}

void ApiClient::track(const ContentId &id, QObject *context, Done<wire::TrackInfo> done)
{
    read(u"/v1/tracks/"_s + id.toString(), &wire::parseTrackInfo, context, std::move(done));
}

void ApiClient::show(const ContentId &id, QObject *context, Done<wire::ShowInfo> done)
{
    read(u"/v1/shows/"_s + id.toString(), &wire::parseShowInfo, context, std::move(done));
}

void ApiClient::episodes(const ContentId &show, const QString &cursor, int limit, QObject *context, Done<wire::EpisodePage> done)
{
    read(pagePath(u"/v1/shows/%1/episodes"_s.arg(show.toString()), cursor, limit), &wire::parseEpisodePage, context, std::move(done));
}

void ApiClient::episode(const ContentId &id, QObject *context, Done<wire::EpisodeInfo> done)
{
    read(u"/v1/episodes/"_s + id.toString(), &wire::parseEpisodeInfo, context, std::move(done));
}

void ApiClient::contents(const QString &path, const QString &cursor, int limit, QObject *context, Done<wire::ContentPage> done)
{
    read(pagePath(path, cursor, limit), &wire::parseContentPage, context, std::move(done));
}

void ApiClient::image(const ImageId &id, int size, QObject *context, Done<QByteArray> done)
{
    picture(u"images"_s, id, size, context, std::move(done));
}

void ApiClient::avatar(const ImageId &id, int size, QObject *context, Done<QByteArray> done)
{
    picture(u"avatars"_s, id, size, context, std::move(done));
}

void ApiClient::picture(const QString &kind, const ImageId &id, int size, QObject *context, Done<QByteArray> done)
{
    post([this, kind, id, size, done = onThreadOf(context, std::move(done))] {
        const QString name = ImageCache::nameOf(id, size);
        if (auto bytes = m_parts.images.find(name)) {
            done(std::move(*bytes));
            return;
        }
        QList<Done<QByteArray>> &waiters = m_imageWaiters[name];
        waiters.append(done);
        if (waiters.size() == 1)
            fetchImage(name, u"/v1/%1/%2?size=%3"_s.arg(kind, id.toString()).arg(size));
    });
}

void ApiClient::fetchImage(const QString &name, const QString &path)
{
    Call out;
    out.origins = {m_parts.server};
    out.path = path;
    out.authorised = false;
    out.resumable = true;
    out.maxBytes = maxImageBytes;
    out.priority = QNetworkRequest::LowPriority;
    out.done = [this, name](const Result<HttpAnswer> &answer) {
        if (answer)
            m_parts.images.keep(name, answer->body);
        for (const auto &done : m_imageWaiters.take(name))
            done(answer.map([](const HttpAnswer &got) { return got.body; }));
    };
    m_parts.caller.call(std::move(out));
}

void ApiClient::sendTicks(const PlaybackId &session, const wire::TickBatch &batch, QObject *context, Done<wire::TickAnswer> done)
{
    Call out;
    out.method = "POST";
    out.path = u"/v1/playback/sessions/%1/ticks"_s.arg(session.toString());
    out.body = wire::toJson(batch);
    out.repeatable = false; // whoever keeps the ticks tries again
    call(std::move(out),
         [done = onThreadOf(context, std::move(done))](const Result<HttpAnswer> &answer) { done(parsed(answer, &wire::parseTickAnswer)); });
}

} // namespace melody::remote
