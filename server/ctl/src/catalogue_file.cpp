// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue_file.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

namespace melody::ctl {
namespace {

using namespace Qt::StringLiterals;
using wire::ObjectReader;

constexpr qsizetype maxFileBytes = 16 * 1024 * 1024;
constexpr qsizetype maxReleases = 10'000;
constexpr qsizetype maxPathLength = 4096;
constexpr qint64 maxLyricsBytes = 100'000;

// What is too long to be lyrics is cut: the server refuses it and names the field.
QString textOf(const QString &path)
{
    QFile in(path);
    return in.open(QIODevice::ReadOnly) ? QString::fromUtf8(in.read(maxLyricsBytes)) : QString();
}

class CatalogueReader {
public:
    explicit CatalogueReader(const QDir &folder) : m_folder(folder) {}

    PlannedRelease release(ObjectReader &reader) const
    {
        PlannedRelease planned;
        wire::NewRelease &release = planned.release;
        release.kind = reader.string(u"kind"_s, 1, wire::maxWordLength);
        release.title = reader.string(u"title"_s, 1, wire::maxTitleLength);
        release.artistName = reader.string(u"artist_name"_s, 1, wire::maxNameLength);
        release.releaseDate = reader.optionalString(u"release_date"_s, 0, 10).value_or(QString());
        release.upc = reader.optionalString(u"upc"_s, 0, 32).value_or(QString());
        release.licence = reader.optionalString(u"licence"_s, 0, wire::maxLicenceLength).value_or(QString());
        release.attribution = reader.optionalString(u"attribution"_s, 0, wire::maxAttributionLength).value_or(QString());
        release.description = reader.optionalString(u"description"_s, 0, wire::maxDescriptionLength).value_or(QString());
        if (reader.has(u"artwork"_s))
            planned.artwork = file(reader, u"artwork"_s);
        int place = 0;
        release.tracks = reader.list(u"tracks"_s, 1, wire::maxTracks, [&](ObjectReader &nested) {
            planned.files.append(file(nested, u"file"_s));
            wire::NewTrack made = track(nested, ++place);
            made.lyrics = nested.has(u"lyrics"_s) ? textOf(file(nested, u"lyrics"_s)) : lyricsBeside(planned.files.constLast());
            return made;
        });
        return planned;
    }

private:
    QString file(ObjectReader &reader, const QString &field) const
    {
        const QString path = reader.string(field, 1, maxPathLength);
        const QString absolute = m_folder.absoluteFilePath(path);
        if (!path.isEmpty() && !QFileInfo(absolute).isFile())
            reader.report(field, u"no_such_file"_s, absolute + u" is no file"_s);
        return absolute;
    }
    static wire::NewTrack track(ObjectReader &reader, int place)
    {
        wire::NewTrack track;
        track.title = reader.string(u"title"_s, 1, wire::maxTitleLength);
        track.artistName = reader.optionalString(u"artist_name"_s, 0, wire::maxNameLength).value_or(QString());
        track.discNumber = int(reader.optionalInteger(u"disc_number"_s, 1, 999).value_or(1));
        track.trackNumber = int(reader.optionalInteger(u"track_number"_s, 1, 9999).value_or(place));
        track.isrc = reader.optionalString(u"isrc"_s, 0, 32).value_or(QString());
        track.releaseDate = reader.optionalString(u"release_date"_s, 0, 10).value_or(QString());
        track.description = reader.optionalString(u"description"_s, 0, wire::maxDescriptionLength).value_or(QString());
        track.explicitContent = reader.boolean(u"explicit_content"_s, false);
        if (reader.has(u"credits"_s)) {
            track.credits = reader.list(u"credits"_s, 0, wire::maxCredits, [](ObjectReader &nested) {
                return wire::Credit{nested.string(u"name"_s, 1, wire::maxNameLength), nested.string(u"role"_s, 1, wire::maxWordLength)};
            });
        }
        return track;
    }

    QDir m_folder;
};

} // namespace

QString lyricsBeside(const QString &soundFile)
{
    const QFileInfo sound(soundFile);
    return textOf(sound.dir().filePath(sound.completeBaseName() + u".lrc"_s));
}

Result<QList<PlannedRelease>> readCatalogueFile(const QString &file, const QString &folder)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Invalid, u"unreadable"_s, u"%1: %2"_s.arg(file, in.errorString()));
    const auto json = wire::parseObject(in.read(maxFileBytes + 1), maxFileBytes);
    if (!json)
        return fail(ErrorKind::Malformed, json.error().code, u"%1: %2"_s.arg(file, json.error().detail));
    const CatalogueReader catalogue{QDir(folder)};
    ObjectReader reader({{u"releases"_s, json->value(u"releases"_s)}}, wire::UnknownFields::Refuse);
    auto releases = reader.list(u"releases"_s, 1, maxReleases, [&](ObjectReader &nested) { return catalogue.release(nested); });
    if (const auto read = reader.finish(); !read) {
        Error error = read.error();
        error.detail = file + u": "_s + error.detail;
        return tl::unexpected(error);
    }
    return releases;
}

} // namespace melody::ctl
