// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "formats.h"

#include <QtCore/QStringDecoder>

namespace melody::playlists {
namespace {

using namespace Qt::StringLiterals;

// What stands before a location, about it.
struct Pending {
    QString text;                  // of #EXTINF
    std::optional<QString> artist; // of #EXTART
    qint64 durationMs = 0;
    bool isThere = false;
};

QString decoded(const QByteArray &line)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = utf8(line);
    return utf8.hasError() ? QString::fromLatin1(line) : text; // older files say nothing of what they are written in
}

// "123 key=\"a, b\",Artist - Title"
void takeInfo(Pending &pending, const QString &info)
{
    qsizetype comma = 0;
    for (bool quoted = false; comma < info.size() && (quoted || info[comma] != u','); ++comma)
        quoted ^= info[comma] == u'"';
    qsizetype digits = 0;
    while (digits < comma && info[digits].isDigit())
        ++digits;
    pending.durationMs = digits < 10 ? info.first(digits).toLongLong() * 1'000 : 0;
    pending.text = cleaned(info.sliced(std::min(comma + 1, info.size())), 2 * maxEntryText + between.size());
    pending.isThere = true;
}

FileEntry entryOf(const Pending &pending, const QString &location)
{
    FileEntry entry;
    entry.content = trackOf(location);
    entry.durationMs = pending.durationMs;
    if (pending.artist) {
        entry.artist = *pending.artist;
        const QString lead = entry.artist + between;
        entry.title = cleaned(!entry.artist.isEmpty() && pending.text.startsWith(lead) ? pending.text.sliced(lead.size()) : pending.text);
    } else {
        nameBy(entry, pending.text);
    }
    if (!entry.content && entry.title.isEmpty())
        nameByLocation(entry, location);
    return entry;
}

} // namespace

Result<PlaylistFile> parseM3u(const QByteArray &bytes)
{
    const auto notOne = [](qint64 line) {
        return refusedAt(line, ErrorKind::Malformed, u"not_a_playlist"_s, u"This is neither an M3U nor an XSPF playlist."_s);
    };
    PlaylistFile file;
    Pending pending;
    qint64 number = 0;
    for (qsizetype from = bytes.startsWith("\xef\xbb\xbf") ? 3 : 0; from < bytes.size();) {
        const qsizetype found = bytes.indexOf('\n', from);
        const qsizetype to = found < 0 ? bytes.size() : found;
        ++number;
        if (to - from > maxFileLine)
            return refusedAt(number, ErrorKind::TooLarge, u"too_large"_s, u"A line is longer than %1 bytes."_s.arg(maxFileLine));
        const QByteArray raw = bytes.sliced(from, to - from);
        from = to + 1;
        if (raw.contains('\0'))
            return notOne(number);
        const QString line = decoded(raw).trimmed();
        if (line.startsWith(u"#EXTINF:", Qt::CaseInsensitive)) {
            takeInfo(pending, line.sliced(8).trimmed());
        } else if (line.startsWith(u"#EXTART:", Qt::CaseInsensitive)) {
            pending.artist = cleaned(line.sliced(8));
        } else if (line.startsWith(u"#PLAYLIST:", Qt::CaseInsensitive)) {
            file.name = cleaned(line.sliced(10));
        } else if (!line.isEmpty() && !line.startsWith(u'#')) {
            FileEntry entry = entryOf(std::exchange(pending, {}), line);
            if (!entry.title.isEmpty() || entry.content)
                file.entries.append(std::move(entry));
            if (file.entries.size() > maxFileEntries)
                return refusedAt(number, ErrorKind::TooLarge, u"too_large"_s, u"There are more than %1 entries."_s.arg(maxFileEntries));
        }
    }
    return file;
}

QByteArray toM3u(const PlaylistFile &file)
{
    QString text = u"#EXTM3U\n"_s;
    if (const QString name = cleaned(file.name); !name.isEmpty())
        text += u"#PLAYLIST:"_s + name + u'\n';
    for (const FileEntry &entry : file.entries) {
        const QString title = cleaned(entry.title);
        const QString artist = cleaned(entry.artist);
        if (!artist.isEmpty() || title.contains(between))
            text += u"#EXTART:"_s + artist + u'\n';
        text += u"#EXTINF:%1,"_s.arg(entry.durationMs > 0 ? (entry.durationMs + 500) / 1'000 : -1) +
                (artist.isEmpty() || title.isEmpty() ? title : artist + between + title) + u'\n' + uriOf(entry) + u'\n';
    }
    return text.toUtf8();
}

} // namespace melody::playlists
