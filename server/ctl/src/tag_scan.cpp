// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tag_scan.h"

#include <QtCore/QDate>
#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QJsonDocument>
#include <QtCore/QMap>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

namespace melody::ctl {
namespace {

using namespace Qt::StringLiterals;

constexpr int probeTimeoutMs = 30'000;

using Tags = QMap<QString, QString>; // names in lower case

Tags tagsOf(const QString &ffprobe, const QString &file)
{
    QProcess process;
    process.start(ffprobe, {u"-v"_s, u"error"_s, u"-of"_s, u"json"_s, u"-show_entries"_s, u"format_tags:stream_tags"_s, u"file:"_s + file});
    if (!process.waitForFinished(probeTimeoutMs)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    const QJsonObject answer = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    Tags tags;
    const auto take = [&tags](const QJsonObject &object) {
        for (auto tag = object.begin(); tag != object.end(); ++tag) {
            QString value = tag.value().toString().simplified();
            value.remove(QChar());
            if (!value.isEmpty() && !tags.contains(tag.key().toLower()))
                tags.insert(tag.key().toLower(), value);
        }
    };
    take(answer.value(u"format"_s).toObject().value(u"tags"_s).toObject());
    for (const QJsonValue &stream : answer.value(u"streams"_s).toArray()) // Ogg keeps them in the stream
        take(stream.toObject().value(u"tags"_s).toObject());
    return tags;
}

int numberOf(const QString &text, int fallback) // "3" or "3/12"
{
    const int number = text.section(u'/', 0, 0).trimmed().toInt();
    return number >= 1 && number <= 999 ? number : fallback;
}

// Apple's advisory: 1 is explicit (4 in old files), 2 cleaned, 0 neither. MP4 keeps it as its rating, others under its name.
bool isExplicit(const Tags &tags, const QString &file)
{
    const bool mp4 = file.endsWith(u".m4a", Qt::CaseInsensitive) || file.endsWith(u".m4b", Qt::CaseInsensitive);
    const QString advisory = tags.value(u"itunesadvisory"_s, mp4 ? tags.value(u"rating"_s) : QString());
    return advisory == u"1" || advisory == u"4";
}

QString artworkOf(const QDir &folder)
{
    const auto found = folder.entryInfoList({u"cover.*"_s, u"folder.*"_s, u"front.*"_s}, QDir::Files, QDir::Name | QDir::IgnoreCase);
    for (const QFileInfo &file : found) {
        if (QStringList{u"jpg"_s, u"jpeg"_s, u"png"_s, u"webp"_s}.contains(file.suffix().toLower()))
            return file.absoluteFilePath();
    }
    return {};
}

// What spoken word says of itself: iTunes' kind of media (2 audiobook, 21 podcast), its flag of podcasts, or the genre.
bool isSpoken(const Tags &tags, const QString &file)
{
    static const QStringList genres{u"podcast"_s,     u"podcasts"_s,       u"speech"_s,         u"spoken"_s,
                                    u"spoken word"_s, u"spoken & audio"_s, u"books & spoken"_s, u"audiobook"_s,
                                    u"audiobooks"_s,  u"audio book"_s,     u"audio theatre"_s};
    const QString media = tags.value(u"media_type"_s);
    return file.endsWith(u".m4b", Qt::CaseInsensitive) || media == u"2" || media == u"21" || tags.value(u"podcast"_s) == u"1" ||
           tags.contains(u"pcst"_s) || genres.contains(tags.value(u"genre"_s).toLower());
}

// "2024-03-01T10:00:00" is the day; "2024-03" and what is no date at all is at most the year.
QString dateOf(const QString &text)
{
    const QString day = text.left(10);
    if (QDate::fromString(day, Qt::ISODate).isValid())
        return day;
    const QString year = text.left(4);
    return year.size() == 4 && year.toInt() >= 1000 ? year : QString();
}

QString descriptionOf(const Tags &tags)
{
    for (const QString &name : {u"description"_s, u"synopsis"_s, u"tdes"_s, u"comment"_s}) {
        if (tags.contains(name))
            return tags.value(name).left(wire::maxDescriptionLength);
    }
    return {};
}

void makeShow(wire::NewRelease &release, const QList<Tags> &tagsOfFiles)
{
    release.kind = u"show"_s;
    for (qsizetype i = 0; i < tagsOfFiles.size(); ++i) {
        release.tracks[i].releaseDate = dateOf(tagsOfFiles[i].value(u"date"_s));
        release.tracks[i].description = descriptionOf(tagsOfFiles[i]);
    }
}

PlannedRelease releaseOf(const QString &ffprobe, const QString &folder, const QStringList &files)
{
    PlannedRelease planned;
    planned.artwork = artworkOf(QDir(folder));
    planned.files = files;
    QSet<std::pair<int, int>> places;
    bool placesAreGood = true;
    bool spoken = false;
    QList<Tags> tagsOfFiles;
    for (const QString &file : files) {
        const Tags tags = tagsOf(ffprobe, file);
        tagsOfFiles.append(tags);
        spoken |= isSpoken(tags, file);
        wire::NewTrack track;
        track.title = tags.value(u"title"_s, QFileInfo(file).completeBaseName()).left(wire::maxTitleLength);
        track.artistName = tags.value(u"artist"_s).left(wire::maxNameLength);
        track.discNumber = numberOf(tags.value(u"disc"_s), 1);
        track.trackNumber = numberOf(tags.value(u"track"_s), 0);
        track.explicitContent = isExplicit(tags, file);
        track.lyrics = lyricsBeside(file);
        placesAreGood &= track.trackNumber > 0 && !places.contains({track.discNumber, track.trackNumber});
        places.insert({track.discNumber, track.trackNumber});
        wire::NewRelease &release = planned.release;
        if (release.title.isEmpty()) {
            release.kind = u"album"_s;
            release.title = tags.value(u"album"_s, QDir(folder).dirName()).left(wire::maxTitleLength);
            release.artistName = tags.value(u"album_artist"_s, tags.value(u"artist"_s, u"Unknown artist"_s)).left(wire::maxNameLength);
            release.licence = tags.value(u"license"_s).left(wire::maxLicenceLength);
            release.releaseDate = dateOf(tags.value(u"date"_s)).left(4);
        }
        release.tracks.append(track);
    }
    if (spoken)
        makeShow(planned.release, tagsOfFiles);
    if (!placesAreGood) { // then the order of the file names is all there is
        for (qsizetype i = 0; i < planned.release.tracks.size(); ++i) {
            planned.release.tracks[i].discNumber = 1;
            planned.release.tracks[i].trackNumber = int(i) + 1;
        }
    }
    return planned;
}

} // namespace

Result<QList<PlannedRelease>> scanTags(const QString &folder)
{
    const QString ffprobe = QStandardPaths::findExecutable(u"ffprobe"_s);
    if (ffprobe.isEmpty())
        return fail(ErrorKind::Unavailable, u"ffprobe_missing"_s, u"ffprobe reads the tags; install the package ffmpeg."_s);
    const QStringList patterns{u"*.wav"_s, u"*.flac"_s, u"*.mp3"_s, u"*.m4a"_s, u"*.m4b"_s,
                               u"*.aac"_s, u"*.ogg"_s,  u"*.oga"_s, u"*.opus"_s};
    QMap<QString, QStringList> byFolder;
    QDirIterator music(folder, patterns, QDir::Files, QDirIterator::Subdirectories);
    while (music.hasNext()) {
        const QFileInfo file(music.next());
        byFolder[file.absolutePath()].append(file.absoluteFilePath());
    }
    if (byFolder.isEmpty())
        return fail(ErrorKind::Invalid, u"no_music"_s, folder + u": holds no music"_s);
    QList<PlannedRelease> releases;
    for (auto found = byFolder.begin(); found != byFolder.end(); ++found) {
        found->sort();
        releases.append(releaseOf(ffprobe, found.key(), found->first(std::min<qsizetype>(found->size(), wire::maxTracks))));
    }
    return releases;
}

} // namespace melody::ctl
