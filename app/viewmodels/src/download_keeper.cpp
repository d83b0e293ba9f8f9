// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/download_keeper.h>
#include <viewmodels/show_view_model.h>

namespace melody::app {

using namespace Qt::StringLiterals;

namespace {

const QString newestPrefix = u"newest_"_s;
const QString episodesPrefix = u"newest_episodes_"_s;
const QString likedKind = u"liked_songs"_s;
constexpr int maxNewest = 100;
constexpr qsizetype maxLikedKept = 2'000;

} // namespace

int newestOf(const QString &kind)
{
    const QString &prefix = kind.startsWith(episodesPrefix) ? episodesPrefix : newestPrefix;
    return kind.startsWith(prefix) ? std::clamp(kind.sliced(prefix.size()).toInt(), 0, maxNewest) : 0;
}

QString newestKind(int pieces, bool ofShow)
{
    return (ofShow ? episodesPrefix : newestPrefix) + QString::number(pieces);
}

ContentId likedDownloadId()
{
    return ContentId(QUuid(u"019aa000-0000-7000-8000-00001119ed00"_s));
}

wire::AlbumInfo likedDownload(library::Library &library)
{
    wire::AlbumInfo info;
    info.summary.id = likedDownloadId();
    info.summary.kind = likedKind;
    info.summary.title = DownloadsViewModel::tr("Liked songs");
    const auto liked = library.liked({u"track"_s}).value_or(QList<ContentId>());
    const auto cards = library.cards(liked.first(std::min<qsizetype>(maxLikedKept, liked.size())));
    for (const wire::ContentSummary &card : cards.value_or(QList<wire::ContentSummary>())) {
        wire::TrackInfo track;
        track.summary = card;
        track.artistName = card.subtitle;
        info.tracks.append(track);
    }
    return info;
}

wire::AlbumInfo downloadOf(const library::Playlist &playlist)
{
    wire::AlbumInfo info;
    info.summary.id = ContentId(playlist.info.id.uuid());
    info.summary.kind = u"playlist"_s;
    info.summary.title = playlist.info.name;
    QSet<ContentId> had; // a song that is in it twice is kept once
    for (const library::PlaylistEntry &entry : playlist.entries) {
        if ((entry.card.kind != u"track" && entry.card.kind != u"episode") || had.contains(entry.card.id))
            continue;
        had.insert(entry.card.id);
        wire::TrackInfo track;
        track.summary = entry.card;
        track.artistName = entry.card.subtitle;
        info.tracks.append(track);
    }
    return info;
}

DownloadKeeper::DownloadKeeper(AppViewModel &app) : m_app(app)
{
    if (!app.downloads()->available())
        return;
    connect(app.library(), &LibraryViewModel::changed, this, &DownloadKeeper::look);
    connect(app.downloads(), &DownloadsViewModel::changed, this, &DownloadKeeper::look);
    connect(&m_again, &QTimer::timeout, this, [this] {
        m_looked.clear();
        look();
    });
    m_again.start(lookEvery);
    look();
}

void DownloadKeeper::look()
{
    const QVariantMap states = m_app.downloads()->states();
    for (const QVariant &state : states) {
        const QVariantMap row = state.toMap();
        const auto id = ContentId::parse(row[u"id"_s].toString());
        const QString kind = row[u"kind"_s].toString();
        if (!id || row[u"status"_s].toString() == u"paused")
            continue;
        const quint64 generation = quint64(m_app.library()->generation());
        if (kind == u"playlist" && m_app.library()->available() && m_followed.value(*id, ~0ULL) != generation) {
            m_followed.insert(*id, generation);
            follow(PlaylistId(id->uuid()));
        } else if (kind == likedKind && m_app.library()->isComplete() && m_followed.value(*id, ~0ULL) != generation) {
            m_followed.insert(*id, generation);
            m_app.library()->reader().read(this, likedDownload, [this](const wire::AlbumInfo &liked) { want(liked); });
        } else if (newestOf(kind) > 0 && !m_app.downloads()->offline() && m_looked.value(*id) != kind) {
            m_looked.insert(*id, kind);
            kind.startsWith(episodesPrefix) ? askShow(*id) : askArtist(*id);
        }
    }
}

void DownloadKeeper::follow(const PlaylistId &id)
{
    const auto read = [id](library::Library &library) { return library.playlist(id); };
    m_app.library()->reader().read(this, read, [this, id](const Result<library::Playlist> &playlist) {
        if (playlist)
            want(downloadOf(*playlist));
        else if (playlist.error().kind == ErrorKind::NotFound && m_app.library()->isComplete())
            m_app.downloads()->remove(id.toString()); // it was deleted
    });
}

void DownloadKeeper::askArtist(const ContentId &id)
{
    m_app.api().artist(id, this, [this, id](const Result<wire::ArtistInfo> &artist) {
        const wire::AlbumInfo *kept = m_app.downloads()->find(id.toString());
        if (!artist || kept == nullptr) {
            m_looked.remove(id);
            return;
        }
        Newest newest{*kept, artist->albums}; // the latest first
        newest.info.tracks.clear();
        askRelease(newest);
    });
}

void DownloadKeeper::askShow(const ContentId &id)
{
    m_app.api().show(id, this, [this, id](const Result<wire::ShowInfo> &show) {
        const wire::AlbumInfo *kept = m_app.downloads()->find(id.toString());
        if (!show || kept == nullptr) {
            m_looked.remove(id);
            return;
        }
        wire::AlbumInfo info = *kept;
        info.tracks.clear();
        for (const wire::EpisodeInfo &episode : show->episodes.items) {
            if (info.tracks.size() < newestOf(info.summary.kind))
                info.tracks.append(trackOf(episode));
        }
        want(info);
    });
}

void DownloadKeeper::askRelease(const Newest &newest)
{
    if (newest.releases.isEmpty() || newest.info.tracks.size() >= newestOf(newest.info.summary.kind))
        return want(newest.info);
    m_app.api().album(newest.releases.first().id, this, [this, newest](const Result<wire::AlbumInfo> &release) {
        const wire::AlbumInfo *kept = m_app.downloads()->find(newest.info.summary.id.toString());
        if ((!release && release.error().kind != ErrorKind::NotFound) || kept == nullptr ||
            kept->summary.kind != newest.info.summary.kind) {
            m_looked.remove(newest.info.summary.id); // another time, or not any more
            return;
        }
        Newest more = newest;
        more.releases.removeFirst();
        const qsizetype room = newestOf(newest.info.summary.kind) - more.info.tracks.size();
        if (release)
            more.info.tracks += release->tracks.first(std::min(room, release->tracks.size()));
        askRelease(more);
    });
}

void DownloadKeeper::want(const wire::AlbumInfo &info)
{
    const ContentId &id = info.summary.id;
    const auto before = m_wanted.constFind(id);
    const wire::AlbumInfo *kept = m_app.downloads()->find(id.toString());
    if (kept == nullptr || (before != m_wanted.constEnd() && *before == info))
        return;
    m_wanted.insert(id, info);
    if (*kept != info)
        m_app.downloads()->follow(info);
}

} // namespace melody::app
