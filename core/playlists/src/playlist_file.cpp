// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "formats.h"

#include <QtCore/QUrl>

namespace melody::playlists {
namespace {

using namespace Qt::StringLiterals;

const QString scheme = u"melody://track/"_s;

} // namespace

QString cleaned(const QString &text, qsizetype atMost)
{
    QString line;
    line.reserve(text.size());
    for (const QChar c : text)
        line += c.category() == QChar::Other_Control || c == u'\u2028' || c == u'\u2029' ? QChar(u' ') : c;
    line = line.simplified();
    if (line.size() > atMost) {
        line.truncate(line[atMost - 1].isHighSurrogate() ? atMost - 1 : atMost);
        line = line.trimmed();
    }
    return line;
}

std::optional<ContentId> trackOf(const QString &uri)
{
    return uri.startsWith(scheme) ? ContentId::parse(uri.sliced(scheme.size())) : std::nullopt;
}

QString uriOf(const FileEntry &entry)
{
    return scheme + (entry.content ? entry.content->toString() : QString());
}

void nameBy(FileEntry &entry, const QString &text)
{
    const qsizetype at = text.indexOf(between);
    entry.artist = at > 0 ? cleaned(text.first(at)) : QString();
    entry.title = cleaned(at > 0 ? text.sliced(at + between.size()) : text);
}

void nameByLocation(FileEntry &entry, const QString &location)
{
    QString name = QUrl::fromPercentEncoding(location.toUtf8());
    name = name.sliced(std::max(name.lastIndexOf(u'/'), name.lastIndexOf(u'\\')) + 1);
    if (const qsizetype dot = name.lastIndexOf(u'.'); dot > 0)
        name.truncate(dot);
    nameBy(entry, name);
}

tl::unexpected<Error> refusedAt(qint64 line, ErrorKind kind, const QString &code, const QString &detail)
{
    return tl::unexpected(Error{kind, code, detail, {{u"line %1"_s.arg(line), code, detail}}});
}

Result<PlaylistFile> parsePlaylistFile(const QByteArray &bytes)
{
    if (bytes.size() > maxFileBytes)
        return fail(ErrorKind::TooLarge, u"too_large"_s, u"The file is larger than %1 MiB."_s.arg(maxFileBytes >> 20));
    const QByteArray begin = bytes.first(std::min<qsizetype>(bytes.size(), 64));
    const bool isWide = begin.startsWith("\xff\xfe") || begin.startsWith("\xfe\xff"); // UTF-16, which only XML may be
    const bool isXml = isWide || QByteArray(begin).replace("\xef\xbb\xbf", "").trimmed().startsWith('<');
    return isXml ? parseXspf(bytes) : parseM3u(bytes);
}

} // namespace melody::playlists
