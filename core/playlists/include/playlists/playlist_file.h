// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: playlists as files that other players read and write, too. XSPF 1 (https://www.xspf.org/spec) and extended M3U in UTF-8. A song of
// ours is named by its link, melody://track/ID, besides its title and artist, by which others may know it. A file comes from anywhere: what
// is longer, deeper or more than the limits is refused, and nothing in it is ever opened or resolved.
#pragma once

#include <values/id.h>
#include <values/result.h>

namespace melody::playlists {

inline constexpr qsizetype maxFileBytes = qsizetype(16) * 1024 * 1024;
inline constexpr qsizetype maxFileEntries = 10'000; // as many as a playlist holds
inline constexpr qsizetype maxFileLine = 16 * 1024; // bytes of a line of an M3U, characters of a text in an XSPF
inline constexpr qsizetype maxFileDepth = 16;       // elements within each other
inline constexpr qsizetype maxEntryText = 500;      // characters of a title or an artist; what is longer is cut

struct FileEntry {
    std::optional<ContentId> content; // a track, when it is one of ours
    QString title;
    QString artist;
    qint64 durationMs = 0; // 0: unknown. M3U knows seconds only
    bool operator==(const FileEntry &) const = default;
};

// Texts are of one line, without blanks at their ends.
struct PlaylistFile {
    QString name;
    QString description; // not in an M3U
    QList<FileEntry> entries;
    bool operator==(const PlaylistFile &) const = default;
};

// Either format, told by what stands in it. Errors, with the place as field ("line 12"):
//   too_large        TooLarge   the file, a line or a text of it, the entries, the depth
//   not_a_playlist   Malformed  neither of the two
[[nodiscard]] Result<PlaylistFile> parsePlaylistFile(const QByteArray &bytes);
[[nodiscard]] QByteArray toXspf(const PlaylistFile &file);
[[nodiscard]] QByteArray toM3u(const PlaylistFile &file);

} // namespace melody::playlists
