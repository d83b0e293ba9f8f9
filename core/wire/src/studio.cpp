// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/studio.h>

#include "parts.h"

#include <media/lyrics.h>
#include <values/codes.h>

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxFileName = 255;
constexpr qsizetype sha256Bytes = 32;

QString readFileName(ObjectReader &reader, const QString &field)
{
    const QString name = reader.string(field, 1, maxFileName);
    const auto isBad = [](QChar c) { return c == u'/' || c == u'\\' || c.category() == QChar::Other_Control; };
    if (std::any_of(name.begin(), name.end(), isBad) || name == u"." || name == u"..")
        reader.report(field, u"bad_file_name"_s, u"must be a file name without folders"_s);
    return name;
}

QByteArray readSha256(ObjectReader &reader, const QString &field)
{
    const QString text = reader.string(field, 1, 2 * sha256Bytes);
    const auto isHex = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    if (text.isEmpty())
        return {};
    if (text.size() != 2 * sha256Bytes || !std::all_of(text.begin(), text.end(), isHex)) {
        reader.report(field, u"not_sha256"_s, u"must be 64 hexadecimal digits in lower case"_s);
        return {};
    }
    return QByteArray::fromHex(text.toLatin1());
}

// A code that may be empty; `parse` brings it to its one form.
template<typename Parse>
QString readCode(ObjectReader &reader, const QString &field, Parse parse, const QString &code, const QString &detail)
{
    const QString text = readText(reader, field, 32);
    const auto parsed = parse(text);
    if (!text.isEmpty() && !parsed)
        reader.report(field, code, detail);
    return parsed.value_or(QString());
}

QString readLyricsText(ObjectReader &reader, const QString &field)
{
    const QString text = readText(reader, field, media::maxLyricsChars);
    if (text.isEmpty())
        return {};
    const auto lyrics = media::parseLyrics(text);
    if (!lyrics)
        reader.report(field, lyrics.error().code, lyrics.error().detail);
    return text;
}

NewTrack readNewTrack(ObjectReader &reader)
{
    NewTrack track;
    track.upload = reader.id<UploadId>(u"upload"_s);
    track.title = reader.string(u"title"_s, 1, maxTitleLength);
    track.artistName = readText(reader, u"artist_name"_s, maxNameLength);
    track.discNumber = int(reader.optionalInteger(u"disc_number"_s, 1, 999).value_or(1));
    track.trackNumber = int(reader.integer(u"track_number"_s, 1, 9999));
    track.isrc = readCode(reader, u"isrc"_s, parseIsrc, u"not_an_isrc"_s, u"must be an ISRC such as GBAYE6800123"_s);
    track.explicitContent = reader.boolean(u"explicit_content"_s, false);
    if (reader.has(u"credits"_s))
        track.credits = reader.list(u"credits"_s, 0, maxCredits, readCredit);
    track.lyrics = readLyricsText(reader, u"lyrics"_s);
    track.releaseDate = readDate(reader, u"release_date"_s);
    track.description = readText(reader, u"description"_s, maxDescriptionLength);
    return track;
}

NewRelease readNewRelease(ObjectReader &reader)
{
    NewRelease release;
    release.kind = readWord(reader, u"kind"_s);
    release.title = reader.string(u"title"_s, 1, maxTitleLength);
    release.artistName = reader.string(u"artist_name"_s, 1, maxNameLength);
    release.releaseDate = readDate(reader, u"release_date"_s);
    release.upc = readCode(reader, u"upc"_s, parseUpc, u"not_a_upc"_s, u"must be a UPC or EAN with a right check digit"_s);
    release.licence = readText(reader, u"licence"_s, maxLicenceLength);
    release.attribution = readText(reader, u"attribution"_s, maxAttributionLength);
    release.description = readText(reader, u"description"_s, maxDescriptionLength);
    release.artwork = reader.optionalId<UploadId>(u"artwork"_s);
    release.tracks = reader.list(u"tracks"_s, 1, maxTracks, readNewTrack);
    return release;
}

NewUpload readNewUpload(ObjectReader &reader)
{
    NewUpload upload;
    upload.fileName = readFileName(reader, u"file_name"_s);
    upload.sizeBytes = reader.integer(u"size_bytes"_s, 1, maxUploadBytes);
    upload.sha256 = readSha256(reader, u"sha256"_s);
    return upload;
}

UploadState readUploadState(ObjectReader &reader)
{
    UploadState state;
    state.id = reader.id<UploadId>(u"id"_s);
    state.sizeBytes = reader.integer(u"size_bytes"_s, 0, maxUploadBytes);
    state.offsetBytes = reader.integer(u"offset_bytes"_s, 0, state.sizeBytes);
    state.complete = reader.boolean(u"complete"_s);
    return state;
}

ReleaseState readReleaseState(ObjectReader &reader)
{
    ReleaseState state;
    state.id = reader.id<ContentId>(u"id"_s);
    state.state = readWord(reader, u"state"_s);
    state.tracksDone = int(reader.integer(u"tracks_done"_s, 0, maxTracks));
    state.tracksTotal = int(reader.integer(u"tracks_total"_s, 0, maxTracks));
    state.problems = reader.list(u"problems"_s, 0, 10 * maxTracks, readFieldError);
    return state;
}

QJsonObject toJson(const NewTrack &track)
{
    QJsonObject json{{u"upload"_s, track.upload.toString()},         {u"title"_s, track.title},
                     {u"artist_name"_s, track.artistName},           {u"disc_number"_s, track.discNumber},
                     {u"track_number"_s, track.trackNumber},         {u"isrc"_s, track.isrc},
                     {u"explicit_content"_s, track.explicitContent}, {u"credits"_s, toJsonArray(track.credits)}};
    insertText(json, u"lyrics"_s, track.lyrics);
    insertText(json, u"release_date"_s, track.releaseDate);
    insertText(json, u"description"_s, track.description);
    return json;
}

} // namespace

QJsonObject toJson(const NewUpload &upload)
{
    return {
        {u"file_name"_s, upload.fileName}, {u"size_bytes"_s, upload.sizeBytes}, {u"sha256"_s, QString::fromLatin1(upload.sha256.toHex())}};
}

QJsonObject toJson(const UploadState &state)
{
    return {{u"id"_s, state.id.toString()},
            {u"offset_bytes"_s, state.offsetBytes},
            {u"size_bytes"_s, state.sizeBytes},
            {u"complete"_s, state.complete}};
}

QJsonObject toJson(const NewRelease &release)
{
    QJsonArray tracks;
    for (const NewTrack &track : release.tracks)
        tracks.append(toJson(track));
    QJsonObject json{{u"kind"_s, release.kind},
                     {u"title"_s, release.title},
                     {u"artist_name"_s, release.artistName},
                     {u"release_date"_s, release.releaseDate},
                     {u"upc"_s, release.upc},
                     {u"licence"_s, release.licence},
                     {u"attribution"_s, release.attribution},
                     {u"tracks"_s, tracks}};
    insertText(json, u"description"_s, release.description);
    if (release.artwork)
        json.insert(u"artwork"_s, release.artwork->toString());
    return json;
}

QJsonObject toJson(const ReleaseState &state)
{
    return {{u"id"_s, state.id.toString()},
            {u"state"_s, state.state},
            {u"tracks_done"_s, state.tracksDone},
            {u"tracks_total"_s, state.tracksTotal},
            {u"problems"_s, toJsonArray(state.problems)}};
}

Result<NewUpload> parseNewUpload(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readNewUpload);
}

Result<UploadState> parseUploadState(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readUploadState);
}

Result<NewRelease> parseNewRelease(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readNewRelease);
}

Result<ReleaseState> parseReleaseState(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readReleaseState);
}

} // namespace melody::wire
