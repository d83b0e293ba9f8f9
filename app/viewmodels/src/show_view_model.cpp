// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/cards.h>
#include <viewmodels/content_list_model.h>
#include <viewmodels/download_keeper.h>
#include <viewmodels/show_view_model.h>

#include <QtCore/QDate>
#include <QtCore/QLocale>

namespace melody::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int episodesAPage = 50;

QString lengthWords(qint64 ms)
{
    const qint64 minutes = std::max<qint64>(1, (ms + 30'000) / 60'000);
    return minutes < 60 ? ShowViewModel::tr("%1 min").arg(minutes) : ShowViewModel::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

// A day as the listener writes it; a year as it is.
QString dateWords(const QString &date)
{
    const QDate day = QDate::fromString(date, Qt::ISODate);
    return day.isValid() ? QLocale().toString(day, QLocale::ShortFormat) : date;
}

QVariantMap episodeRow(const wire::EpisodeInfo &episode, const rules::ResumePosition &place)
{
    const qint64 durationMs = episode.summary.durationMs;
    const double heard = durationMs > 0 ? std::clamp(double(place.positionMs) / double(durationMs), 0.0, 1.0) : 0.0;
    const bool begun = !place.finished && place.positionMs > 0;
    const auto elsewhere = furtherElsewhere(place);
    return {{u"id"_s, episode.summary.id.toString()},
            {u"title"_s, episode.summary.title},
            {u"date"_s, dateWords(episode.releaseDate)},
            {u"length"_s, lengthWords(durationMs)},
            {u"description"_s, episode.description},
            {u"explicit"_s, episode.summary.explicitContent},
            {u"progress"_s, place.finished ? 1.0 : heard},
            {u"finished"_s, place.finished},
            {u"elsewhere"_s, elsewhere ? ShowViewModel::tr("You were at %1 on another device.").arg(durationText(*elsewhere)) : QString()},
            {u"left"_s, begun ? ShowViewModel::tr("%1 left").arg(lengthWords(durationMs - place.positionMs)) : QString()}};
}

wire::EpisodeInfo episodeOf(const wire::TrackInfo &track)
{
    wire::EpisodeInfo episode;
    episode.summary = track.summary;
    episode.show = track.album;
    episode.showTitle = track.albumTitle;
    episode.artist = track.artist;
    episode.artistName = track.artistName;
    return episode;
}

} // namespace

wire::TrackInfo trackOf(const wire::EpisodeInfo &episode)
{
    wire::TrackInfo track;
    track.summary = episode.summary;
    track.album = episode.show;
    track.albumTitle = episode.showTitle;
    track.artist = episode.artist;
    track.artistName = episode.artistName;
    track.discNumber = episode.season;
    track.trackNumber = episode.number;
    track.playCount = episode.playCount;
    track.waveform = episode.waveform;
    return track;
}

player::PlayQueue showQueue(const wire::ShowInfo &show, int row)
{
    const auto &episodes = show.episodes.items;
    QList<player::QueueItem> items;
    items.reserve(episodes.size());
    for (auto episode = episodes.crbegin(); episode != episodes.crend(); ++episode) { // the oldest first
        player::QueueItem item;
        item.content = episode->summary.id;
        item.album = show.summary.id;
        item.title = episode->summary.title;
        item.artistName = episode->artistName.isEmpty() ? show.artistName : episode->artistName;
        item.image = episode->summary.image ? episode->summary.image : show.summary.image;
        item.durationMs = episode->summary.durationMs;
        item.speech = true;
        items.append(std::move(item));
    }
    return player::PlayQueue(std::move(items), int(episodes.size()) - 1 - row);
}

void ShowViewModel::setApp(AppViewModel *app)
{
    if (m_app == app || app == nullptr)
        return;
    m_app = app;
    connect(app->settings(), &SettingsViewModel::languageChanged, this, [this] {
        showRows();
        Q_EMIT phaseChanged(); // errors are words
    });
    connect(app->library(), &LibraryViewModel::changed, this, &ShowViewModel::readPlaces);
    load();
}

void ShowViewModel::setShowId(const QString &id)
{
    if (m_showId == id)
        return;
    m_showId = id;
    load();
}

void ShowViewModel::setEpisodeId(const QString &id)
{
    if (m_episodeId == id)
        return;
    m_episodeId = id;
    load();
}

QString ShowViewModel::imageId() const
{
    return imageText(m_show.summary.image);
}

void ShowViewModel::load()
{
    if (loading() || m_app == nullptr || (m_showId.isEmpty() && m_episodeId.isEmpty()))
        return;
    const auto show = ContentId::parse(m_showId);
    const auto episode = ContentId::parse(m_episodeId);
    if (!show && !episode)
        return setFailed({ErrorKind::NotFound, u"not_found"_s, u"This is not an id."_s});
    setLoading();
    if (show)
        return loadShow(*show);
    m_app->api().episode(*episode, this, [this](const Result<wire::EpisodeInfo> &info) {
        const wire::AlbumInfo *kept = info ? nullptr : m_app->downloads()->find(m_episodeId);
        if (!info && (kept == nullptr || kept->tracks.isEmpty() || info.error().kind != ErrorKind::Unavailable))
            return setFailed(info.error());
        const ContentId id = info ? info->show : kept->tracks.constFirst().album;
        m_showId = id.toString();
        loadShow(id);
    });
}

void ShowViewModel::loadShow(const ContentId &id)
{
    m_app->api().show(id, this, [this, id](const Result<wire::ShowInfo> &show) {
        if (show) {
            m_kept = false;
            return take(*show);
        }
        const QList<wire::TrackInfo> here = m_app->downloads()->keptOf(id);
        if (here.isEmpty() || show.error().kind != ErrorKind::Unavailable)
            return setFailed(show.error());
        wire::ShowInfo kept;
        kept.summary = here.constFirst().summary;
        kept.summary.id = id;
        kept.summary.kind = u"show"_s;
        kept.summary.title = here.constFirst().albumTitle;
        kept.artist = here.constFirst().artist;
        kept.artistName = here.constFirst().artistName;
        kept.episodeCount = int(here.size());
        for (const wire::TrackInfo &track : here)
            kept.episodes.items.append(episodeOf(track));
        m_kept = true;
        take(kept);
    });
}

void ShowViewModel::take(const wire::ShowInfo &show)
{
    m_show = show;
    showRows();
    readPlaces();
    Q_EMIT showChanged();
    Q_EMIT moreChanged();
    setReady();
}

void ShowViewModel::loadMore()
{
    if (!ready() || !hasMore() || m_loadingMore)
        return;
    m_loadingMore = true;
    Q_EMIT moreChanged();
    const ContentId id = m_show.summary.id;
    m_app->api().episodes(id, m_show.episodes.nextCursor, episodesAPage, this, [this, id](const Result<wire::EpisodePage> &page) {
        m_loadingMore = false;
        if (page && id == m_show.summary.id) {
            m_show.episodes.items += page->items;
            m_show.episodes.nextCursor = page->nextCursor;
            showRows();
            readPlaces();
        }
        Q_EMIT moreChanged();
    });
}

void ShowViewModel::readPlaces()
{
    if (!m_app->library()->available() || m_show.episodes.items.isEmpty())
        return;
    QList<ContentId> ids;
    ids.reserve(m_show.episodes.items.size());
    for (const wire::EpisodeInfo &episode : std::as_const(m_show.episodes.items))
        ids.append(episode.summary.id);
    const auto read = [ids](library::Library &library) {
        Places places;
        for (const ContentId &id : ids) {
            if (const auto place = library.position(id); place && *place)
                places.insert(id, **place);
        }
        return places;
    };
    m_app->library()->reader().read(this, read, [this](const Places &places) {
        if (places == m_places)
            return;
        m_places = places;
        showRows();
    });
}

void ShowViewModel::showRows()
{
    QList<QVariantMap> rows;
    rows.reserve(m_show.episodes.items.size());
    for (const wire::EpisodeInfo &episode : std::as_const(m_show.episodes.items))
        rows.append(episodeRow(episode, m_places.value(episode.summary.id)));
    m_rows.show(std::move(rows));
}

QVariantMap ShowViewModel::card(int row) const
{
    const auto &episodes = m_show.episodes.items;
    if (row < 0 || row >= episodes.size())
        return cardRow(m_show.summary);
    QVariantMap card = cardRow(episodes[row].summary);
    card.insert(u"albumId"_s, m_show.summary.id.toString());
    return card;
}

void ShowViewModel::play(int row)
{
    const auto &episodes = m_show.episodes.items;
    if (!ready() || row >= episodes.size() || episodes.isEmpty())
        return;
    qsizetype chosen = row;
    if (row < 0) {
        chosen = 0;
        TimePoint latest{};
        for (qsizetype i = 0; i < episodes.size(); ++i) {
            const auto place = m_places.constFind(episodes[i].summary.id);
            if (place == m_places.cend() || place->finished || place->at <= latest)
                continue;
            latest = place->at;
            chosen = i;
        }
    }
    const rules::ResumePosition place = m_places.value(episodes[chosen].summary.id);
    const qint64 worthMs = PlacesViewModel::worthMs;
    const bool goesOn = !place.finished && place.positionMs >= worthMs && place.positionMs <= episodes[chosen].summary.durationMs - worthMs;
    m_app->player().play(showQueue(m_show, int(chosen)), goesOn ? place.positionMs : 0);
}

void ShowViewModel::choosePlace(int row, bool elsewhere)
{
    if (ready() && row >= 0 && row < m_show.episodes.items.size() && m_app->library()->available())
        m_app->library()->library()->choosePosition(m_show.episodes.items[row].summary.id, elsewhere);
}

void ShowViewModel::prefetch(int row)
{
    if (ready() && row >= 0 && row < m_show.episodes.items.size())
        m_app->player().prefetch(m_show.episodes.items[row].summary.id);
}

void ShowViewModel::download(int row)
{
    if (!ready() || row < 0 || row >= m_show.episodes.items.size())
        return;
    const wire::EpisodeInfo &episode = m_show.episodes.items[row];
    wire::AlbumInfo info;
    info.summary = episode.summary;
    info.artist = episode.artist;
    info.artistName = m_show.summary.title; // whose episode it is says more in a list than who speaks
    info.tracks = {trackOf(episode)};
    m_app->downloads()->add(info);
}

void ShowViewModel::keepNewest(int episodes)
{
    if (!ready())
        return;
    const QString id = m_show.summary.id.toString();
    if (episodes <= 0)
        return m_app->downloads()->remove(id);
    const wire::AlbumInfo *before = m_app->downloads()->find(id);
    wire::AlbumInfo info = before != nullptr ? *before : wire::AlbumInfo(); // what is here stays until it is known what is newest
    info.summary = m_show.summary;
    info.summary.kind = newestKind(episodes, true);
    info.artist = m_show.artist;
    info.artistName = m_show.artistName;
    m_app->downloads()->add(info);
}

} // namespace melody::app
