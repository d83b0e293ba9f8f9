// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz_support.h"

#include <playlists/playlist_file.h>

using namespace melody;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto file = playlists::parsePlaylistFile(bytes);
    if (!file)
        return 0;
    require(file->entries.size() <= playlists::maxFileEntries, "no more entries than a playlist holds");
    // What was read can be written, and read as often as one likes: nothing is lost after the first time.
    const auto xspf = playlists::parsePlaylistFile(playlists::toXspf(*file));
    require(xspf.has_value(), "what we write as XSPF we read");
    const auto again = playlists::parsePlaylistFile(playlists::toXspf(*xspf));
    require(again && *again == *xspf, "an XSPF stays as it is");
    const auto m3u = playlists::parsePlaylistFile(playlists::toM3u(*file));
    require(m3u.has_value(), "what we write as M3U we read");
    const auto lines = playlists::parsePlaylistFile(playlists::toM3u(*m3u));
    require(lines && *lines == *m3u, "an M3U stays as it is");
    return 0;
}
