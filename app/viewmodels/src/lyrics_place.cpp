// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/lyrics_place.h>

#include <algorithm>
#include <numeric>

namespace melody::app {

LyricsPlace lyricsPlaceAt(const media::Lyrics &lyrics, qint64 positionMs)
{
    const qsizetype line = media::lyricLineAt(lyrics, positionMs);
    if (line < 0)
        return {};
    const QList<media::LyricWord> &words = lyrics.lines[line].words;
    const auto next = std::upper_bound(words.begin(), words.end(), positionMs,
                                       [](qint64 position, const media::LyricWord &word) { return position < word.startMs; });
    return {line, next - words.begin() - 1};
}

qsizetype sungChars(const media::LyricLine &line, qsizetype word)
{
    if (line.words.isEmpty())
        return line.text.size();
    const auto end = line.words.begin() + std::min(word + 1, line.words.size());
    return std::accumulate(line.words.begin(), end, qsizetype(0),
                           [](qsizetype sum, const media::LyricWord &sung) { return sum + sung.text.size(); });
}

} // namespace melody::app
