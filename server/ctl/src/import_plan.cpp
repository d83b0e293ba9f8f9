// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "import_plan.h"

#include <QtCore/QMap>
#include <QtCore/QRegularExpression>

namespace melody::ctl {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxText = 500;
constexpr qsizetype maxLongText = 4000;
constexpr qsizetype maxPath = 1024;
constexpr qsizetype maxReleases = 10'000;
constexpr qsizetype maxTracks = 500;
constexpr qsizetype maxCredits = 100;

// What the server will say about the texts themselves it says better; here only what the import itself relies on.
QString text(wire::ObjectReader &reader, const QString &field)
{
    return reader.optionalString(field, 0, maxLongText).value_or(QString());
}

QString checkedPath(wire::ObjectReader &reader, const QString &field, const QString &path)
{
    if (path.startsWith(u'/') || path.split(u'/').contains(u".."_s))
        reader.report(field, u"bad_path"_s, u"must be a path inside the imported folder"_s);
    return path;
}

wire::Credit readCredit(wire::ObjectReader &reader)
{
    wire::Credit credit;
    credit.name = reader.string(u"name"_s, 1, maxText);
    credit.role = reader.string(u"role"_s, 1, maxText);
    return credit;
}

PlannedTrack readTrack(wire::ObjectReader &reader)
{
    PlannedTrack planned;
    planned.file = checkedPath(reader, u"file"_s, reader.string(u"file"_s, 1, maxPath));
    planned.track.title = reader.string(u"title"_s, 1, maxText);
    planned.track.artistName = text(reader, u"artist_name"_s);
    planned.track.isrc = text(reader, u"isrc"_s);
    planned.track.discNumber = int(reader.optionalInteger(u"disc_number"_s, 1, 100).value_or(1));
    planned.track.trackNumber = int(reader.optionalInteger(u"track_number"_s, 1, 1000).value_or(0));
    planned.track.explicitContent = reader.boolean(u"explicit_content"_s, false);
    if (reader.has(u"credits"_s))
        planned.track.credits = reader.list(u"credits"_s, 0, maxCredits, readCredit);
    return planned;
}

PlannedRelease readRelease(wire::ObjectReader &reader)
{
    PlannedRelease planned;
    planned.release.kind = reader.optionalString(u"kind"_s, 1, 40).value_or(u"album"_s);
    planned.release.title = reader.string(u"title"_s, 1, maxText);
    planned.release.artistName = reader.string(u"artist_name"_s, 1, maxText);
    planned.release.releaseDate = text(reader, u"release_date"_s);
    planned.release.upc = text(reader, u"upc"_s);
    planned.release.licence = text(reader, u"licence"_s);
    planned.release.attribution = text(reader, u"attribution"_s);
    planned.artworkFile = checkedPath(reader, u"artwork"_s, text(reader, u"artwork"_s));
    const QList<PlannedTrack> tracks = reader.list(u"tracks"_s, 1, maxTracks, readTrack);
    planned.tracks.assign(tracks.begin(), tracks.end());
    for (size_t i = 0; i < planned.tracks.size(); ++i)
        if (planned.tracks[i].track.trackNumber == 0)
            planned.tracks[i].track.trackNumber = int(i) + 1;
    return planned;
}

struct FolderFiles {
    QStringList audio;
    QString artwork;
};

bool isAudio(const QString &suffix)
{
    static const QStringList suffixes{u"wav"_s, u"flac"_s, u"mp3"_s, u"m4a"_s, u"aac"_s, u"ogg"_s, u"oga"_s, u"opus"_s};
    return suffixes.contains(suffix);
}

bool isArtwork(const QString &stem, const QString &suffix)
{
    static const QStringList stems{u"cover"_s, u"folder"_s, u"front"_s};
    static const QStringList suffixes{u"jpg"_s, u"jpeg"_s, u"png"_s, u"webp"_s};
    return stems.contains(stem.toLower()) && suffixes.contains(suffix);
}

// "Artist/Album" or "Artist - Album" or "Album".
void nameFrom(const QString &folder, wire::NewRelease &release)
{
    const QString last = folder.section(u'/', -1);
    const QString above = folder.contains(u'/') ? folder.section(u'/', -2, -2) : QString();
    const bool carriesArtist = last.contains(u" - "_s);
    release.kind = u"album"_s;
    release.title = carriesArtist ? last.section(u" - "_s, 1) : last;
    release.artistName = carriesArtist ? last.section(u" - "_s, 0, 0) : above;
    if (release.title.isEmpty())
        release.title = u"Untitled"_s;
    if (release.artistName.isEmpty())
        release.artistName = u"Unknown artist"_s;
}

PlannedRelease releaseFrom(const QString &folder, FolderFiles files)
{
    static const QRegularExpression numbered(u"^(\\d{1,3})[ ._-]+(?=\\S)"_s);
    PlannedRelease planned;
    nameFrom(folder, planned.release);
    planned.artworkFile = files.artwork;
    files.audio.sort();
    for (const QString &file : std::as_const(files.audio)) {
        PlannedTrack track;
        track.file = file;
        track.track.title = file.section(u'/', -1).section(u'.', 0, -2).remove(numbered).replace(u'_', u' ').trimmed();
        if (track.track.title.isEmpty())
            track.track.title = u"Untitled"_s;
        track.track.trackNumber = int(planned.tracks.size()) + 1;
        planned.tracks.push_back(std::move(track));
    }
    return planned;
}

} // namespace

Result<std::vector<PlannedRelease>> planFromCatalogue(const QJsonObject &catalogue)
{
    wire::ObjectReader reader(catalogue, wire::UnknownFields::Refuse);
    const QList<PlannedRelease> releases = reader.list(u"releases"_s, 1, maxReleases, readRelease);
    if (const Result<void> wrong = reader.finish(); !wrong)
        return tl::unexpected(wrong.error());
    return std::vector<PlannedRelease>(releases.begin(), releases.end());
}

Result<std::vector<PlannedRelease>> planFromFiles(const QStringList &files)
{
    QMap<QString, FolderFiles> folders;
    for (const QString &file : files) {
        const QString folder = file.contains(u'/') ? file.section(u'/', 0, -2) : QString();
        const QString name = file.section(u'/', -1);
        const QString suffix = name.section(u'.', -1).toLower();
        if (isAudio(suffix))
            folders[folder].audio.append(file);
        else if (isArtwork(name.section(u'.', 0, -2), suffix))
            folders[folder].artwork = file;
    }
    std::vector<PlannedRelease> releases;
    for (auto folder = folders.begin(); folder != folders.end(); ++folder) {
        if (folder->audio.size() > maxTracks)
            return failField(folder.key(), u"too_many_tracks"_s,
                             u"holds more than %1 tracks; describe it in a catalogue.json"_s.arg(maxTracks));
        if (!folder->audio.isEmpty())
            releases.push_back(releaseFrom(folder.key(), *folder));
    }
    if (releases.empty())
        return fail(ErrorKind::NotFound, u"nothing_to_import"_s, u"There is no audio file and no catalogue.json in that folder."_s);
    return releases;
}

} // namespace melody::ctl
