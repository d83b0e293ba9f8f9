// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where in the words of a song a position is. Pure.
#pragma once

#include <media/lyrics.h>

namespace melody::app {

struct LyricsPlace {
    qsizetype line = -1; // that sounds; -1 before the first, and when there are no times
    qsizetype word = -1; // of that line; -1 before its first, and when its words have no times
    bool operator==(const LyricsPlace &) const = default;
};

[[nodiscard]] LyricsPlace lyricsPlaceAt(const media::Lyrics &lyrics, qint64 positionMs);

// How much of a line's text was sung, up to and with `word`; all of it when its words have no times. In UTF-16 code units.
[[nodiscard]] qsizetype sungChars(const media::LyricLine &line, qsizetype word);

} // namespace melody::app
