// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <main/headless.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <viewmodels/album_view_model.h>
#include <viewmodels/show_view_model.h>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

constexpr int pollMs = 50;
constexpr int listenPollMs = 500;
constexpr qint64 graceMs = 30'000; // for starting, on top of twice the music
constexpr std::chrono::seconds drainTime{15};
constexpr qint64 keptMs = 3'000;
constexpr qint64 downloadMs = 30 * 60'000;

// Turns one call of the Api into a plain answer.
template<typename T, typename Call>
Result<T> await(Call &&call)
{
    QEventLoop loop;
    std::optional<Result<T>> answer;
    call(&loop, [&](Result<T> result) {
        answer = std::move(result);
        loop.quit();
    });
    if (!answer)
        loop.exec();
    return std::move(*answer);
}

bool isAway(const Error &error)
{
    return error.kind == ErrorKind::Unavailable && error.code != u"untrusted_server";
}

// What was kept on this device.
Result<wire::AlbumInfo> findKept(downloads::Downloads &downloads, const QString &wanted)
{
    QElapsedTimer timer;
    timer.start();
    QEventLoop loop;
    while (timer.elapsed() < keptMs) {
        for (const downloads::Collection &collection : downloads.state().collections) {
            if (wanted.isEmpty() || collection.info.summary.id.toString() == wanted)
                return collection.info;
        }
        QTimer::singleShot(pollMs, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return fail(ErrorKind::Unavailable, u"offline"_s, u"The server is not there, and nothing that was asked for was downloaded."_s);
}

// Until all of it is here; why not, otherwise.
std::optional<Error> download(downloads::Downloads &downloads, const wire::AlbumInfo &album)
{
    downloads.add(album);
    QElapsedTimer timer;
    timer.start();
    QEventLoop loop;
    while (timer.elapsed() < downloadMs) {
        QTimer::singleShot(pollMs, &loop, &QEventLoop::quit);
        loop.exec();
        for (const downloads::Collection &collection : downloads.state().collections) {
            if (collection.info.summary.id != album.summary.id)
                continue;
            if (collection.status == downloads::Status::Done)
                return {};
            if (collection.status == downloads::Status::Failed)
                return Error{ErrorKind::Unavailable, collection.error, u"The album can't be downloaded."_s};
        }
    }
    return Error{ErrorKind::Timeout, u"too_slow"_s, u"The download did not end in time."_s};
}

Result<ContentId> firstAlbum(const wire::Home &home)
{
    for (const QString &wanted : {u"new_releases"_s, u"all_albums"_s, QString()}) {
        for (const wire::Shelf &shelf : home.shelves) {
            if (!wanted.isEmpty() && shelf.code != wanted)
                continue;
            for (const wire::ContentSummary &item : shelf.items) {
                if (item.kind == u"album")
                    return item.id;
            }
        }
    }
    return fail(ErrorKind::NotFound, u"no_album"_s, u"Home shows no album."_s);
}

// In the order of coming out.
wire::AlbumInfo asAlbum(const wire::ShowInfo &show)
{
    wire::AlbumInfo album;
    album.summary = show.summary;
    album.artist = show.artist;
    album.artistName = show.artistName;
    for (auto episode = show.episodes.items.crbegin(); episode != show.episodes.items.crend(); ++episode)
        album.tracks.append(trackOf(*episode));
    return album;
}

Result<wire::AlbumInfo> findAlbum(remote::Api &api, const QString &wanted)
{
    Result<ContentId> id = ContentId();
    if (wanted.isEmpty()) {
        const auto home = await<wire::Home>([&](QObject *context, auto done) { api.home(context, done); });
        id = home ? firstAlbum(*home) : Result<ContentId>(tl::unexpected(home.error()));
    } else if (const auto parsed = ContentId::parse(wanted)) {
        id = *parsed;
    } else {
        id = fail(ErrorKind::Invalid, u"not_an_id"_s, u"--album: '%1' is not an id."_s.arg(wanted));
    }
    if (!id)
        return tl::unexpected(id.error());
    auto album = await<wire::AlbumInfo>([&](QObject *context, auto done) { api.album(*id, context, done); });
    if (album || album.error().kind != ErrorKind::NotFound || wanted.isEmpty())
        return album;
    const auto show = await<wire::ShowInfo>([&](QObject *context, auto done) { api.show(*id, context, done); });
    return show.map(asAlbum);
}

// What the first piece is called where it begins, and when that is.
Result<media::Chapter> findChapter(kept::KeptPages &pages, const wire::AlbumInfo &album, int number)
{
    const auto chapters =
        await<media::Chapters>([&](QObject *context, auto done) { pages.chapters(album.tracks.constFirst().summary.id, context, done); });
    if (!chapters)
        return tl::unexpected(chapters.error());
    if (number > chapters->size())
        return fail(ErrorKind::NotFound, u"no_chapter"_s, u"It has %1 chapters."_s.arg(chapters->size()));
    return chapters->at(number - 1);
}

// Those that there are come along with a download.
void keepChapters(kept::KeptPages &pages, const wire::AlbumInfo &album)
{
    for (const wire::TrackInfo &track : album.tracks) {
        if (track.summary.kind == u"episode")
            (void)await<media::Chapters>([&](QObject *context, auto done) { pages.chapters(track.summary.id, context, done); });
    }
}

QList<player::ItemReport> reports(const player::PlayerState &state)
{
    QList<player::ItemReport> all = state.played;
    const bool listed =
        std::any_of(all.begin(), all.end(), [&](const player::ItemReport &r) { return r.session == state.current.session; });
    if (!state.current.session.isNull() && !listed)
        all.append(state.current);
    return all;
}

qint64 heardMs(const player::PlayerState &state)
{
    qint64 ms = 0;
    for (const player::ItemReport &item : reports(state))
        ms += item.renderedMs;
    return ms;
}

// Until the music wanted was heard, the queue ended, or it can't go on.
std::optional<Error> listen(player::Player &player, qint64 wantedMs, qint64 patienceMs)
{
    QEventLoop loop;
    std::optional<Error> error;
    QElapsedTimer timer;
    timer.start();
    bool started = false;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        const player::PlayerState state = player.state();
        started = started || state.status != player::PlaybackStatus::Stopped;
        const bool ended = started && state.status == player::PlaybackStatus::Stopped;
        if (state.error)
            error = state.error;
        else if (timer.elapsed() > patienceMs)
            error = Error{ErrorKind::Timeout, u"too_slow"_s, u"The music did not come in time."_s};
        if (error || ended || (wantedMs > 0 && heardMs(state) >= wantedMs))
            loop.quit();
    });
    poll.start(listenPollMs);
    loop.exec();
    return error;
}

// stop() is a command like the others: wait until it was carried out.
player::PlayerState stopAndSettle(player::Player &player)
{
    player.stop();
    QElapsedTimer timer;
    timer.start();
    QEventLoop loop;
    while (player.state().status != player::PlaybackStatus::Stopped && timer.elapsed() < graceMs) {
        QTimer::singleShot(pollMs, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return player.state();
}

} // namespace

QJsonObject toJson(const HeadlessReport &report)
{
    QJsonArray tracks;
    for (const HeardTrack &track : report.tracks) {
        tracks.append(QJsonObject{{u"title"_s, track.title},
                                  {u"artist"_s, track.artist},
                                  {u"start_ms"_s, track.startMs},
                                  {u"rung"_s, media::rungName(track.rung)},
                                  {u"heard_seconds"_s, double(track.heardMs) / 1000},
                                  {u"underruns"_s, track.underruns},
                                  {u"plays_counted"_s, track.playsCounted},
                                  {u"trace_id"_s, QString::fromLatin1(track.traceId)}});
    }
    QJsonObject json{{u"ok"_s, report.ok}, {u"base_url"_s, report.baseUrl}, {u"tracks"_s, tracks}};
    if (!report.chapter.isEmpty())
        json.insert(u"chapter"_s, report.chapter);
    if (report.offline)
        json.insert(u"offline"_s, true);
    if (report.error)
        json.insert(u"error"_s, QJsonObject{{u"code"_s, report.error->code}, {u"detail"_s, report.error->detail}});
    return json;
}

QString toTable(const HeadlessReport &report)
{
    const auto cell = [](const QString &text, int width) { return text.left(width).leftJustified(width) + u"  "_s; };
    QString table = cell(u"Track"_s, 32) + cell(u"Artist"_s, 20) + cell(u"Start ms"_s, 8) + cell(u"Rung"_s, 8) + cell(u"Heard s"_s, 8) +
                    cell(u"Underruns"_s, 9) + cell(u"Plays"_s, 5) + u"Trace\n"_s;
    for (const HeardTrack &track : report.tracks) {
        table += cell(track.title, 32) + cell(track.artist, 20) + cell(QString::number(track.startMs), 8) +
                 cell(media::rungName(track.rung), 8) + cell(QString::number(double(track.heardMs) / 1000, 'f', 1), 8) +
                 cell(QString::number(track.underruns), 9) + cell(QString::number(track.playsCounted), 5) +
                 QString::fromLatin1(track.traceId) + u'\n';
    }
    if (report.error)
        table += u"%1 (%2)\n"_s.arg(report.error->detail, report.error->code);
    return table;
}

bool wasHeard(const HeadlessReport &report, qint64 seconds)
{
    qint64 heard = 0;
    int counted = 0;
    for (const HeardTrack &track : report.tracks) {
        heard += track.heardMs;
        counted += track.playsCounted;
    }
    return !report.error && heard > 0 && (counted > 0 || report.offline || report.hurried || (seconds > 0 && seconds < 30));
}

void CountedPlays::note(const PlaybackId &session, const wire::TickAnswer &answer)
{
    if (!answer.counted)
        return;
    const std::lock_guard lock(m_mutex);
    m_counted.insert(session);
}

bool CountedPlays::contains(const PlaybackId &session) const
{
    const std::lock_guard lock(m_mutex);
    return m_counted.contains(session);
}

Result<UserId> signInWithoutScreen(remote::Api &api, const Options &options, const QString &deviceName)
{
    if (!options.email.isEmpty()) {
        return await<UserId>([&](QObject *context, auto done) { api.signIn(options.email, options.password, deviceName, context, done); });
    }
    if (api.signInState() != remote::SignInState::SignedIn)
        return fail(ErrorKind::Unauthenticated, u"signed_out"_s, u"Nobody is signed in: --email and --password-file are needed."_s);
    return await<wire::Profile>([&](QObject *context, auto done) { api.me(context, done); }).map([](const wire::Profile &me) {
        return me.id;
    });
}

HeadlessReport runHeadless(const HeadlessParts &parts, const Options &options)
{
    HeadlessReport report;
    report.baseUrl = options.server.toString();
    report.hurried = options.fast;
    auto user = signInWithoutScreen(parts.api, options, u"melody --headless"_s);
    if (!user && isAway(user.error()) && !parts.offline.lastUser().isNull() && options.email.isEmpty()) {
        report.offline = true;
        user = parts.offline.lastUser();
    }
    if (user) {
        parts.offline.setUser(*user);
        parts.pages.setUser(*user);
    }
    const auto opened = user ? parts.outbox.open(*user) : Result<void>(tl::unexpected(user.error()));
    const auto find = [&] {
        return report.offline ? findKept(parts.offline.downloads(), options.album) : findAlbum(parts.api, options.album);
    };
    const auto album = opened ? find() : Result<wire::AlbumInfo>(tl::unexpected(opened.error()));
    if (album && options.download) {
        report.error = download(parts.offline.downloads(), *album);
        if (!report.error)
            keepChapters(parts.pages, *album);
        report.ok = !report.error;
        return report;
    }
    if (!album) {
        report.error = album.error();
        return report;
    }
    if (album->tracks.isEmpty()) {
        report.error = Error{ErrorKind::NotFound, u"no_tracks"_s, u"The album has no tracks."_s};
        return report;
    }
    qint64 fromMs = 0;
    if (options.chapter > 0) {
        const auto chapter = findChapter(parts.pages, *album, options.chapter);
        if (!chapter) {
            report.error = chapter.error();
            return report;
        }
        report.chapter = chapter->title;
        fromMs = chapter->startMs;
    }
    qint64 albumMs = 0;
    for (const wire::TrackInfo &track : album->tracks)
        albumMs += track.summary.durationMs;
    const qint64 wantedMs = options.seconds * 1000;
    parts.player.setWatched(false);
    parts.player.play(albumQueue(*album, 0), fromMs);
    report.error = listen(parts.player, wantedMs, 2 * (wantedMs > 0 ? std::min(wantedMs, albumMs) : albumMs) + graceMs);
    const player::PlayerState state = stopAndSettle(parts.player);
    if (!report.offline && !parts.outbox.drain(drainTime) && !report.error)
        report.error = Error{ErrorKind::Unavailable, u"plays_not_delivered"_s, u"The server did not take all plays."_s};
    for (const player::ItemReport &item : reports(state)) {
        report.tracks.append({item.item.title, item.item.artistName, item.startMs, item.rung, item.renderedMs, item.underruns,
                              parts.counted.contains(item.session) ? 1 : 0, item.traceId});
    }
    report.ok = wasHeard(report, options.seconds);
    return report;
}

} // namespace melody::app
