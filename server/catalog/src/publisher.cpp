// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "publisher.h"

#include "names.h"

#include <catalog/sql.h>
#include <events/events.h>
#include <values/folding.h>
#include <wire/chapters.h>
#include <wire/lyrics.h>
#include <wire/shows.h>

namespace melody::catalog {
namespace {

using namespace Qt::StringLiterals;

// One publication: the transaction, what is published and when.
class Publication {
public:
    Publication(db::Transaction &transaction, const PublishedRelease &release, TimePoint now)
        : m_transaction(transaction), m_release(release), m_now(now)
    {
    }
    Result<void> run();

private:
    ContentId artistNamed(const QString &name);
    void insertImage(const PublishedImage &image, const ContentId &artist);
    void insertRelease(const ContentId &artist);
    Result<void> insertTrack(const PublishedTrack &track, const QString &kind, const ContentId &artist);
    void insertAsset(const PublishedAsset &asset);

    db::Transaction &m_transaction;
    const PublishedRelease &m_release;
    TimePoint m_now;
};

Result<void> Publication::run()
{
    const auto kind = m_transaction.exec(sql::kind, {m_release.kind}).first();
    const QString trackKind = kind ? kind->get<std::optional<QString>>("child_kind").value_or(QString()) : QString();
    if (trackKind.isEmpty())
        return failField(u"kind"_s, u"unknown"_s, u"This is not a kind of release."_s);
    const ContentId artist = artistNamed(m_release.artistName);
    if (m_release.image)
        insertImage(*m_release.image, artist);
    insertRelease(artist);
    for (size_t i = 0; i < m_release.tracks.size(); ++i) {
        const PublishedTrack &track = m_release.tracks[i];
        const ContentId trackArtist = track.artistName.isEmpty() ? artist : artistNamed(track.artistName);
        if (auto inserted = insertTrack(track, trackKind, trackArtist); !inserted) {
            for (FieldError &field : inserted.error().fields)
                field.field = u"tracks[%1].%2"_s.arg(i).arg(field.field);
            return inserted;
        }
    }
    events::publish(m_transaction, {EventId::create(m_now),
                                    u"release_published"_s,
                                    m_release.id.toString(),
                                    QJsonObject{{u"kind"_s, m_release.kind},
                                                {u"title"_s, m_release.title},
                                                {u"artist_id"_s, artist.toString()},
                                                {u"tracks"_s, qint64(m_release.tracks.size())}},
                                    {},
                                    m_now});
    return {};
}

ContentId Publication::artistNamed(const QString &name)
{
    const QString key = foldText(name);
    m_transaction.exec(sql::insertArtist, {ContentId::create(m_now), name.trimmed(), sortTitle(name), key, m_now});
    return m_transaction.exec(sql::artistByNaturalKey, {key})[0].get<ContentId>("content_id");
}

void Publication::insertImage(const PublishedImage &image, const ContentId &artist)
{
    m_transaction.exec(sql::insertImage, {image.id, image.color, QString::fromLatin1(image.contentType), m_now});
    for (const PublishedImage::Size &size : image.sizes)
        m_transaction.exec(sql::insertImageSize, {image.id, size.edge, QString::fromLatin1(size.object)});
    // Until an artist brings a picture, the first cover stands for them.
    m_transaction.exec(sql::giveArtistImage, {artist, image.id});
}

void Publication::insertRelease(const ContentId &artist)
{
    QJsonObject attributes;
    for (const auto &[key, value] : {std::pair(u"release_date"_s, m_release.releaseDate), std::pair(u"upc"_s, m_release.upc),
                                     std::pair(u"licence"_s, m_release.licence), std::pair(u"attribution"_s, m_release.attribution),
                                     std::pair(u"summary"_s, m_release.description)}) {
        if (!value.isEmpty())
            attributes.insert(key, value);
    }
    bool isExplicit = false;
    qint64 durationMs = 0;
    for (const PublishedTrack &track : m_release.tracks) {
        isExplicit |= track.explicitContent;
        durationMs += track.asset.manifest.durationMs;
    }
    const auto image = m_release.image ? std::optional(m_release.image->id) : std::nullopt;
    const auto naturalKey = m_release.upc.isEmpty() ? std::nullopt : std::optional(u"upc "_s + m_release.upc);
    m_transaction.exec(sql::insertRelease, {m_release.id, m_release.kind, m_release.title, sortTitle(m_release.title), naturalKey,
                                            isExplicit, artist, image, durationMs, attributes, m_release.publisher, m_now});
}

Result<void> Publication::insertTrack(const PublishedTrack &track, const QString &kind, const ContentId &artist)
{
    QJsonObject attributes;
    if (!track.isrc.isEmpty()) {
        if (m_transaction.exec(sql::claimRecording, {track.isrc, m_release.publisher}).isEmpty())
            return failField(u"isrc"_s, u"taken"_s, u"Another publisher has published a recording with this ISRC."_s);
        attributes.insert(u"isrc"_s, track.isrc);
    }
    for (const auto &[key, value] : {std::pair(u"release_date"_s, track.releaseDate), std::pair(u"summary"_s, track.description)}) {
        if (!value.isEmpty())
            attributes.insert(key, value);
    }
    insertAsset(track.asset);
    m_transaction.exec(sql::insertTrack, {track.id, kind, track.title, sortTitle(track.title), track.explicitContent, m_release.id,
                                          track.discNumber, track.trackNumber, artist, track.asset.manifest.asset,
                                          track.asset.manifest.durationMs, attributes, m_release.publisher, m_now});
    for (int i = 0; i < track.credits.size(); ++i)
        m_transaction.exec(sql::insertCredit, {track.id, i, track.credits[i].name, track.credits[i].role});
    if (track.lyrics)
        m_transaction.exec(sql::insertLyrics, {track.id, wire::toJson(*track.lyrics)});
    if (!track.chapters.isEmpty())
        m_transaction.exec(sql::insertChapters, {track.id, wire::toJson(track.chapters)});
    return {};
}

void Publication::insertAsset(const PublishedAsset &asset)
{
    const media::Manifest &manifest = asset.manifest;
    m_transaction.exec(sql::insertAsset, {manifest.asset, media::toJson(manifest), asset.wrappedKey, asset.waveform, manifest.durationMs,
                                          manifest.loudnessLufs, manifest.truePeakDbtp, m_now});
    for (const RungObject &object : asset.objects)
        m_transaction.exec(sql::insertAssetRung, {manifest.asset, media::rungName(object.rung), QString::fromLatin1(object.object)});
}

Error conflictOf(const db::Failure &failure)
{
    if (failure.constraint() == "content_natural_key")
        return failField(u"upc"_s, u"taken"_s, u"Another release has this UPC."_s).value();
    return {ErrorKind::Conflict, u"already_published"_s, u"Part of this release is published already."_s};
}

bool holdsTheSameRungs(const PublishedAsset &asset)
{
    const auto &rungs = asset.manifest.rungs;
    return !rungs.empty() && rungs.size() == asset.objects.size() &&
           std::equal(rungs.begin(), rungs.end(), asset.objects.begin(),
                      [](const media::RungInfo &info, const RungObject &object) { return info.rung == object.rung; });
}

} // namespace

Result<void> checkRelease(const PublishedRelease &release)
{
    Error error{ErrorKind::Invalid, u"invalid_field"_s, u"The release can't be published as it is."_s};
    const auto report = [&error](const QString &field, const QString &code, const QString &detail) {
        error.fields.append({field, code, detail});
    };
    if (release.title.trimmed().isEmpty() || release.title.size() > wire::maxTitleLength)
        report(u"title"_s, u"out_of_range"_s, u"must have 1 to 500 characters"_s);
    if (foldText(release.artistName).isEmpty() || release.artistName.size() > wire::maxNameLength)
        report(u"artist_name"_s, u"out_of_range"_s, u"must have 1 to 300 characters"_s);
    if (release.tracks.empty() || release.tracks.size() > wire::maxTracks)
        report(u"tracks"_s, u"out_of_range"_s, u"must be 1 to 500"_s);
    if (release.description.size() > wire::maxDescriptionLength)
        report(u"description"_s, u"too_long"_s, u"must have at most 4000 characters"_s);
    if (release.image && release.image->sizes.empty())
        report(u"image"_s, u"required"_s, u"must have at least one size"_s);
    QSet<std::pair<int, int>> places;
    for (size_t i = 0; i < release.tracks.size(); ++i) {
        const PublishedTrack &track = release.tracks[i];
        const QString path = u"tracks[%1]."_s.arg(i);
        if (track.title.trimmed().isEmpty() || track.title.size() > wire::maxTitleLength)
            report(path + u"title"_s, u"out_of_range"_s, u"must have 1 to 500 characters"_s);
        if (!track.artistName.isEmpty() && (foldText(track.artistName).isEmpty() || track.artistName.size() > wire::maxNameLength))
            report(path + u"artist_name"_s, u"out_of_range"_s, u"must be a name"_s);
        if (track.description.size() > wire::maxDescriptionLength)
            report(path + u"description"_s, u"too_long"_s, u"must have at most 4000 characters"_s);
        if (places.contains({track.discNumber, track.trackNumber}))
            report(path + u"track_number"_s, u"taken"_s, u"Another track of the release has this place."_s);
        places.insert({track.discNumber, track.trackNumber});
        if (!holdsTheSameRungs(track.asset))
            report(path + u"asset"_s, u"out_of_range"_s, u"The manifest and the objects must hold the same rungs."_s);
    }
    if (!error.fields.isEmpty())
        return tl::unexpected(error);
    return {};
}

Result<bool> publishRelease(db::Transaction &transaction, const PublishedRelease &release, TimePoint now)
{
    if (const auto checked = checkRelease(release); !checked)
        return tl::unexpected(checked.error());
    try {
        const db::RoleScope role(transaction, "melody_catalog");
        transaction.exec(sql::publicationLock, {release.id});
        const bool isNew = !transaction.exec(sql::isPublished, {release.id})[0].get<bool>("published");
        if (isNew) {
            if (const auto published = Publication(transaction, release, now).run(); !published)
                return tl::unexpected(published.error());
        }
        return isNew;
    } catch (const db::Failure &failure) {
        if (!failure.isUniqueViolation())
            throw;
        return tl::unexpected(conflictOf(failure));
    }
}

Result<void> withdrawContent(db::Transaction &transaction, const ContentId &content, TimePoint now)
{
    const db::RoleScope role(transaction, "melody_catalog");
    const auto card = transaction.exec(sql::card, {content}).first();
    if (!card)
        return fail(ErrorKind::NotFound, u"not_found"_s, u"There is nothing here."_s);
    transaction.exec(sql::withdraw, {content, now});
    events::publish(
        transaction,
        {EventId::create(now), u"content_withdrawn"_s, content.toString(), QJsonObject{{u"kind"_s, card->get<QString>("kind")}}, {}, now});
    return {};
}

} // namespace melody::catalog
