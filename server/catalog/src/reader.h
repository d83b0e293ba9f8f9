// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The reads of the catalogue: rows into wire types. Each function is one or a few statements of the transaction it is given.
#pragma once

#include "list_query.h"

#include <catalog/playable_asset.h>
#include <db/database.h>
#include <wire/shows.h>

namespace melody::catalog {

[[nodiscard]] Result<wire::ContentSummary> readSummary(db::Transaction &transaction, const ContentId &id);
[[nodiscard]] Result<QList<wire::ContentSummary>> readSummaries(db::Transaction &transaction, const QSet<ContentId> &ids);
[[nodiscard]] Result<wire::TrackInfo> readTrack(db::Transaction &transaction, const ContentId &id);
// NotFound also when the track has none.
[[nodiscard]] Result<media::Lyrics> readLyrics(db::Transaction &transaction, const ContentId &track);
// NotFound when it can't be played; empty when there are none.
[[nodiscard]] Result<media::Chapters> readChapters(db::Transaction &transaction, const ContentId &content);
[[nodiscard]] Result<wire::ShowInfo> readShow(db::Transaction &transaction, const ContentId &id);
[[nodiscard]] Result<wire::EpisodePage> readEpisodes(db::Transaction &transaction, const ContentId &show, const PageQuery &query);
[[nodiscard]] Result<wire::EpisodeInfo> readEpisode(db::Transaction &transaction, const ContentId &id);
[[nodiscard]] Result<wire::AlbumInfo> readAlbum(db::Transaction &transaction, const ContentId &id);
[[nodiscard]] Result<wire::ArtistInfo> readArtist(db::Transaction &transaction, const ContentId &id);
[[nodiscard]] Result<wire::Home> readHome(db::Transaction &transaction);
[[nodiscard]] Result<wire::ContentPage> readList(db::Transaction &transaction, const ListQuery &query);

// The objects of an image, ascending by edge.
struct ImageObjects {
    QByteArray contentType;
    std::vector<PublishedImage::Size> sizes;
};
[[nodiscard]] Result<ImageObjects> readImage(db::Transaction &transaction, const ImageId &id);

[[nodiscard]] Result<Context> readContext(db::Transaction &transaction, const ContentId &content);
[[nodiscard]] Result<PlayableAssetPtr> readPlayable(db::Transaction &transaction, const ContentId &content);
[[nodiscard]] Result<PlayableAssetPtr> readPlayable(db::Transaction &transaction, const AssetId &asset);

} // namespace melody::catalog
