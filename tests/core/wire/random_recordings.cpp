// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "random_values.h"

namespace melody::wire::test {

using namespace Qt::StringLiterals;

media::Chapters RandomValues::chapters()
{
    media::Chapters chapters;
    qint64 at = upTo(5'000);
    for (qint64 i = upTo(6); i > 0; --i) {
        chapters.append({at, text(0, media::maxChapterTitle)});
        at += media::minChapterMs + upTo(100'000);
    }
    return chapters;
}

EpisodeInfo RandomValues::episodeInfo()
{
    return {contentSummary(),
            coin() ? id<ContentId>() : ContentId(),
            text(0, maxTitleLength),
            coin() ? id<ContentId>() : ContentId(),
            text(0, maxNameLength),
            int(upTo(999)),
            int(upTo(9999)),
            oneOf(QStringList{{}, u"2026"_s, u"2026-03-01"_s}),
            text(0, maxDescriptionLength),
            upTo(1LL << 53),
            bytes(0, maxWaveformColumns)};
}

EpisodePage RandomValues::episodePage()
{
    return {listOf(0, 4, &RandomValues::episodeInfo), coin() ? text(0, 1000) : QString()};
}

ShowInfo RandomValues::showInfo()
{
    return {contentSummary(),
            coin() ? id<ContentId>() : ContentId(),
            text(0, maxNameLength),
            text(0, maxDescriptionLength),
            oneOf(QStringList{{}, u"2026"_s, u"2026-03-01"_s}),
            text(0, maxLicenceLength),
            text(0, maxAttributionLength),
            int(upTo(1'000'000)),
            episodePage()};
}

media::Lyrics RandomValues::lyrics()
{
    media::Lyrics lyrics{coin(), {}};
    qint64 at = 0;
    for (qint64 lines = 1 + upTo(5); lines > 0; --lines) {
        media::LyricLine line{0, text(0, media::maxLyricLineChars), {}};
        if (lyrics.synced) {
            line.startMs = at += upTo(10'000);
            for (qint64 words = upTo(3); words > 0; --words)
                line.words.append(media::LyricWord{at += upTo(900), text(1, 50)});
        }
        lyrics.lines.append(line);
    }
    return lyrics;
}

} // namespace melody::wire::test
