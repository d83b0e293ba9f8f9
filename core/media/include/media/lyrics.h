// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words of a song, plain or with the times they are sung at. Read from plain text and from LRC, also with times of single words
// ("enhanced" LRC, <mm:ss.xx> before a word). LRC has no standard; what is read here is what its players agree on.
#pragma once

#include <values/result.h>

#include <QtCore/QList>

namespace melody::media {

inline constexpr qsizetype maxLyricsChars = 20'000; // of the text that is read
inline constexpr qsizetype maxLyricLines = 1000;
inline constexpr qsizetype maxLyricLineChars = 500;
inline constexpr qsizetype maxLyricWords = 100; // of one line
inline constexpr qint64 maxLyricMs = 24LL * 60 * 60 * 1000;

struct LyricWord {
    qint64 startMs = 0;
    QString text; // with the space behind it, so that the words of a line joined are its text
    bool operator==(const LyricWord &) const = default;
};

struct LyricLine {
    qint64 startMs = 0;     // on the track's timeline; 0 when the lyrics are not synced
    QString text;           // may be empty: a pause, or the space between verses
    QList<LyricWord> words; // empty unless every word has its time; never descending, none before the line
    bool operator==(const LyricLine &) const = default;
};

struct Lyrics {
    bool synced = false;
    QList<LyricLine> lines; // by start when synced
    bool operator==(const Lyrics &) const = default;
};

// LRC when any line begins with a time, plain text otherwise. A line with several times is sung at each of them; [offset:ms] moves
// everything earlier; other tags ([ar:…]) are left out; a line without a time goes with the one before it. Times of words that descend
// are left out, the line stays. Invalid: "too_long", "no_words".
[[nodiscard]] Result<Lyrics> parseLyrics(QStringView text);

// The line that is sung at `positionMs`; -1 before the first and when the lyrics are not synced.
[[nodiscard]] qsizetype lyricLineAt(const Lyrics &lyrics, qint64 positionMs);

} // namespace melody::media
