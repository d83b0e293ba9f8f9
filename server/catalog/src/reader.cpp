// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reader.h"

#include <catalog/sql.h>
#include <wire/chapters.h>
#include <wire/lyrics.h>

namespace melody::catalog {
namespace {

using namespace Qt::StringLiterals;

constexpr int songsOfAContext = 500;
constexpr int shelfLength = 20;
constexpr int allReleasesLength = 60;
constexpr int releasesOfAnArtist = 50;
constexpr int episodesOfAShow = 50; // in its first page

tl::unexpected<Error> absent()
{
    return fail(ErrorKind::NotFound, u"not_found"_s, u"There is nothing here."_s);
}

QString textOf(const db::Row &row, const char *column)
{
    return row.get<std::optional<QString>>(column).value_or(QString());
}

wire::ContentSummary summaryOf(const db::Row &row)
{
    wire::ContentSummary summary;
    summary.id = row.get<ContentId>("content_id");
    summary.kind = row.get<QString>("kind");
    summary.title = row.get<QString>("title");
    summary.subtitle = textOf(row, "artist_title");
    summary.image = row.get<std::optional<ImageId>>("image_id");
    summary.imageColor = textOf(row, "image_color");
    summary.explicitContent = row.get<bool>("explicit");
    summary.durationMs = row.get<qint64>("duration_ms");
    if (summary.kind == u"track") {
        summary.album = row.get<std::optional<ContentId>>("parent_id").value_or(ContentId());
        summary.discNumber = row.get<std::optional<int>>("disc_number").value_or(0);
        summary.trackNumber = row.get<std::optional<int>>("track_number").value_or(0);
    }
    return summary;
}

QList<wire::ContentSummary> summariesOf(const db::Rows &rows)
{
    QList<wire::ContentSummary> items;
    items.reserve(rows.size());
    for (const db::Row &row : rows)
        items.append(summaryOf(row));
    return items;
}

wire::TrackInfo trackOf(const db::Row &row)
{
    wire::TrackInfo track;
    track.summary = summaryOf(row);
    track.album = row.get<std::optional<ContentId>>("parent_id").value_or(ContentId());
    track.albumTitle = textOf(row, "parent_title");
    track.artist = row.get<ContentId>("artist_id");
    track.artistName = row.get<QString>("artist_title");
    track.discNumber = row.get<std::optional<int>>("disc_number").value_or(1);
    track.trackNumber = row.get<std::optional<int>>("track_number").value_or(1);
    track.isrc = row.get<QJsonObject>("attributes").value(u"isrc"_s).toString();
    track.playCount = row.get<qint64>("plays");
    return track;
}

wire::EpisodeInfo episodeOf(const db::Row &row)
{
    const auto attributes = row.get<QJsonObject>("attributes");
    wire::EpisodeInfo episode;
    episode.summary = summaryOf(row);
    episode.show = row.get<std::optional<ContentId>>("parent_id").value_or(ContentId());
    episode.showTitle = textOf(row, "parent_title");
    episode.artist = row.get<ContentId>("artist_id");
    episode.artistName = row.get<QString>("artist_title");
    episode.season = row.get<std::optional<int>>("disc_number").value_or(1);
    episode.number = row.get<std::optional<int>>("track_number").value_or(1);
    episode.releaseDate = attributes.value(u"release_date"_s).toString();
    episode.description = attributes.value(u"summary"_s).toString();
    episode.playCount = row.get<qint64>("plays");
    return episode;
}

wire::EpisodePage episodesOf(db::Transaction &transaction, const ContentId &show, const PageQuery &query)
{
    const auto rows = transaction.exec(sql::episodes, {show, query.after, query.limit + 1}); // one more tells whether there is a next page
    wire::EpisodePage page;
    page.items.reserve(rows.size());
    for (const db::Row &row : rows)
        page.items.append(episodeOf(row));
    if (page.items.size() > query.limit) {
        page.items.removeLast();
        page.nextCursor = encodeCursor(page.items.constLast().summary.id);
    }
    return page;
}

std::optional<db::Row> showRow(db::Transaction &transaction, const ContentId &id)
{
    auto row = transaction.exec(sql::card, {id}).first();
    return row && row->get<QString>("kind") == u"show" ? row : std::nullopt;
}

QByteArray waveformOf(db::Transaction &transaction, const db::Row &row)
{
    return transaction.exec(sql::waveform, {row.get<QUuid>("asset_id")})[0].get<QByteArray>("waveform");
}

Result<PlayableAssetPtr> playableOf(const db::Rows &rows)
{
    if (rows.isEmpty())
        return absent();
    const db::Row row = rows[0];
    auto manifest = media::parseManifest(row.get<QJsonObject>("manifest"));
    if (!manifest)
        return fail(ErrorKind::Internal, u"manifest_unreadable"_s, u"The manifest of an asset can't be read."_s);
    auto playable = std::make_shared<PlayableAsset>();
    playable->content = row.get<ContentId>("content_id");
    playable->kind = row.get<QString>("kind");
    playable->title = row.get<QString>("title");
    playable->artistName = textOf(row, "artist_title");
    playable->explicitContent = row.get<bool>("explicit");
    playable->release = row.get<std::optional<ContentId>>("parent_id").value_or(ContentId());
    playable->image = row.get<std::optional<ImageId>>("image_id");
    if (const auto loudness = row.get<std::optional<double>>("loudness_lufs"))
        playable->releaseLevel = {*loudness, row.get<double>("true_peak_dbtp")};
    playable->asset.wrappedKey = row.get<QByteArray>("wrapped_key");
    playable->asset.waveform = row.get<QByteArray>("waveform");
    const auto objects = row.get<QJsonObject>("objects");
    for (const media::RungInfo &info : manifest->rungs)
        playable->asset.objects.push_back({info.rung, objects.value(media::rungName(info.rung)).toString().toLatin1()});
    playable->asset.manifest = std::move(*manifest);
    return playable;
}

} // namespace

Result<wire::ContentSummary> readSummary(db::Transaction &transaction, const ContentId &id)
{
    const auto row = transaction.exec(sql::card, {id}).first();
    if (!row)
        return absent();
    return summaryOf(*row);
}

Result<QList<wire::ContentSummary>> readSummaries(db::Transaction &transaction, const QSet<ContentId> &ids)
{
    QStringList texts;
    for (const ContentId &id : ids)
        texts.append(id.toString());
    return summariesOf(transaction.exec(sql::cards, {texts}));
}

Result<wire::TrackInfo> readTrack(db::Transaction &transaction, const ContentId &id)
{
    const auto row = transaction.exec(sql::card, {id}).first();
    if (!row || row->get<QString>("kind") != u"track")
        return absent();
    wire::TrackInfo track = trackOf(*row);
    for (const db::Row &credit : transaction.exec(sql::credits, {id}))
        track.credits.append({credit.get<QString>("name"), credit.get<QString>("role")});
    track.waveform = waveformOf(transaction, *row);
    return track;
}

Result<media::Lyrics> readLyrics(db::Transaction &transaction, const ContentId &track)
{
    const auto row = transaction.exec(sql::lyrics, {track}).first();
    if (!row)
        return absent();
    return wire::parseLyrics(row->get<QJsonObject>("document"));
}

Result<media::Chapters> readChapters(db::Transaction &transaction, const ContentId &content)
{
    const auto row = transaction.exec(sql::chapters, {content}).first();
    if (!row)
        return absent();
    const auto document = row->get<std::optional<QJsonObject>>("document");
    return document ? wire::parseChapters(*document) : media::Chapters();
}

Result<wire::ShowInfo> readShow(db::Transaction &transaction, const ContentId &id)
{
    const auto row = showRow(transaction, id);
    if (!row)
        return absent();
    const auto attributes = row->get<QJsonObject>("attributes");
    wire::ShowInfo show;
    show.summary = summaryOf(*row);
    show.artist = row->get<ContentId>("artist_id");
    show.artistName = row->get<QString>("artist_title");
    show.description = attributes.value(u"summary"_s).toString();
    show.releaseDate = attributes.value(u"release_date"_s).toString();
    show.licence = attributes.value(u"licence"_s).toString();
    show.attribution = attributes.value(u"attribution"_s).toString();
    show.episodeCount = int(transaction.exec(sql::countChildren, {id})[0].get<qint64>("children"));
    show.episodes = episodesOf(transaction, id, {episodesOfAShow, {}});
    return show;
}

Result<wire::EpisodePage> readEpisodes(db::Transaction &transaction, const ContentId &show, const PageQuery &query)
{
    if (!showRow(transaction, show))
        return absent();
    return episodesOf(transaction, show, query);
}

Result<wire::EpisodeInfo> readEpisode(db::Transaction &transaction, const ContentId &id)
{
    const auto row = transaction.exec(sql::card, {id}).first();
    if (!row || row->get<QString>("kind") != u"episode")
        return absent();
    wire::EpisodeInfo episode = episodeOf(*row);
    episode.waveform = waveformOf(transaction, *row);
    return episode;
}

Result<wire::AlbumInfo> readAlbum(db::Transaction &transaction, const ContentId &id)
{
    const auto row = transaction.exec(sql::card, {id}).first();
    if (!row || textOf(*row, "child_kind") != u"track")
        return absent();
    const auto attributes = row->get<QJsonObject>("attributes");
    wire::AlbumInfo album;
    album.summary = summaryOf(*row);
    album.artist = row->get<ContentId>("artist_id");
    album.artistName = row->get<QString>("artist_title");
    album.releaseDate = attributes.value(u"release_date"_s).toString();
    album.upc = attributes.value(u"upc"_s).toString();
    album.licence = attributes.value(u"licence"_s).toString();
    album.attribution = attributes.value(u"attribution"_s).toString();
    QHash<ContentId, qsizetype> places;
    for (const db::Row &child : transaction.exec(sql::children, {id})) {
        album.tracks.append(trackOf(child));
        places.insert(album.tracks.constLast().summary.id, album.tracks.size() - 1);
    }
    for (const db::Row &credit : transaction.exec(sql::creditsOfChildren, {id})) {
        if (const auto place = places.constFind(credit.get<ContentId>("content_id")); place != places.constEnd())
            album.tracks[*place].credits.append({credit.get<QString>("name"), credit.get<QString>("role")});
    }
    return album;
}

Result<wire::ArtistInfo> readArtist(db::Transaction &transaction, const ContentId &id)
{
    const auto row = transaction.exec(sql::card, {id}).first();
    if (!row || row->get<QString>("kind") != u"artist")
        return absent();
    wire::ArtistInfo artist;
    artist.summary = summaryOf(*row);
    artist.biography = row->get<QJsonObject>("attributes").value(u"biography"_s).toString();
    artist.albums = summariesOf(transaction.exec(sql::releasesOfArtist, {id, releasesOfAnArtist}));
    return artist;
}

Result<wire::Home> readHome(db::Transaction &transaction)
{
    wire::Home home;
    const auto add = [&](const QString &code, const db::Query &query, int length) {
        const auto items = summariesOf(transaction.exec(query, {length}));
        if (!items.isEmpty())
            home.shelves.append({code, items});
    };
    add(u"new_releases"_s, sql::homeNewReleases, shelfLength);
    add(u"popular"_s, sql::homePopular, shelfLength);
    add(u"shows"_s, sql::homeShows, shelfLength);
    add(u"artists"_s, sql::homeArtists, shelfLength);
    add(u"all_albums"_s, sql::homeReleases, allReleasesLength);
    return home;
}

Result<wire::ContentPage> readList(db::Transaction &transaction, const ListQuery &query)
{
    QString afterTitle;
    if (query.page.after) {
        const auto last = transaction.exec(sql::sortTitle, {*query.page.after}).first();
        if (!last)
            return notACursor();
        afterTitle = last->get<QString>("sort_title");
    }
    // One more than wanted tells whether there is a next page.
    std::vector<db::Param> params{query.kind, afterTitle, query.page.after.value_or(ContentId()), query.page.limit + 1};
    if (query.artist)
        params.emplace_back(*query.artist);
    const auto rows = transaction.exec(query.artist ? sql::listByArtist : sql::listByKind, params);
    wire::ContentPage page;
    page.items = summariesOf(rows);
    if (rows.size() > query.page.limit) {
        page.nextCursor = encodeCursor(rows[query.page.limit - 1].get<ContentId>("content_id"));
        page.items.removeLast();
    }
    return page;
}

Result<ImageObjects> readImage(db::Transaction &transaction, const ImageId &id)
{
    const auto rows = transaction.exec(sql::imageObjects, {id});
    if (rows.isEmpty())
        return absent();
    ImageObjects image{rows[0].get<QString>("content_type").toLatin1(), {}};
    for (const db::Row &row : rows)
        image.sizes.push_back({row.get<int>("edge"), row.get<QString>("object_name").toLatin1()});
    return image;
}

Result<Context> readContext(db::Transaction &transaction, const ContentId &content)
{
    const auto row = transaction.exec(sql::contextOf, {content}).first();
    if (!row)
        return absent();
    Context context{row->get<ContentId>("context_id"), {}};
    for (const db::Row &song : transaction.exec(sql::contextSongs, {context.id, songsOfAContext}))
        context.songs.push_back(
            {song.get<ContentId>("content_id"), song.get<QString>("kind"), textOf(song, "artist_title"), song.get<bool>("explicit")});
    if (context.songs.empty())
        return absent();
    return context;
}

Result<PlayableAssetPtr> readPlayable(db::Transaction &transaction, const ContentId &content)
{
    return playableOf(transaction.exec(sql::playableByContent, {content}));
}

Result<PlayableAssetPtr> readPlayable(db::Transaction &transaction, const AssetId &asset)
{
    return playableOf(transaction.exec(sql::playableByAsset, {asset}));
}

} // namespace melody::catalog
