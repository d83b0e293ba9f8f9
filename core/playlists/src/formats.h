// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the two formats share.
#pragma once

#include <playlists/playlist_file.h>

namespace melody::playlists {

[[nodiscard]] Result<PlaylistFile> parseXspf(const QByteArray &bytes);
[[nodiscard]] Result<PlaylistFile> parseM3u(const QByteArray &bytes);

// Between an artist and a title where both stand in one text.
inline const QString between = QStringLiteral(" - ");

// One line without control characters, at most `atMost` long.
[[nodiscard]] QString cleaned(const QString &text, qsizetype atMost = maxEntryText);
[[nodiscard]] std::optional<ContentId> trackOf(const QString &uri);
[[nodiscard]] QString uriOf(const FileEntry &entry);
// "Artist - Title", or a title alone.
void nameBy(FileEntry &entry, const QString &text);
// By the name of the file it lies in: better than nothing.
void nameByLocation(FileEntry &entry, const QString &location);
// Refused, at this line of the file.
[[nodiscard]] tl::unexpected<Error> refusedAt(qint64 line, ErrorKind kind, const QString &code, const QString &detail);

} // namespace melody::playlists
