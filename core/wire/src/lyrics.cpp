// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/lyrics.h>

#include "parts.h"

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

media::LyricWord readWord(ObjectReader &reader, qint64 notBefore)
{
    return {reader.integer(u"start_ms"_s, notBefore, media::maxLyricMs), reader.string(u"text"_s, 1, media::maxLyricLineChars)};
}

media::LyricLine readLine(ObjectReader &reader, bool synced, qint64 notBefore)
{
    media::LyricLine line;
    line.startMs = synced ? reader.integer(u"start_ms"_s, notBefore, media::maxLyricMs) : 0;
    line.text = reader.string(u"text"_s, 0, media::maxLyricLineChars);
    if (synced && reader.has(u"words"_s)) {
        qint64 last = line.startMs;
        line.words = reader.list(u"words"_s, 0, media::maxLyricWords, [&last](ObjectReader &nested) {
            const media::LyricWord word = readWord(nested, last);
            last = word.startMs;
            return word;
        });
    }
    return line;
}

media::Lyrics readLyrics(ObjectReader &reader)
{
    media::Lyrics lyrics{reader.boolean(u"synced"_s), {}};
    qint64 last = 0;
    lyrics.lines = reader.list(u"lines"_s, 1, media::maxLyricLines, [&](ObjectReader &nested) {
        const media::LyricLine line = readLine(nested, lyrics.synced, last);
        last = line.startMs;
        return line;
    });
    return lyrics;
}

} // namespace

QJsonObject toJson(const media::Lyrics &lyrics)
{
    QJsonArray lines;
    for (const media::LyricLine &line : lyrics.lines) {
        QJsonObject json{{u"text"_s, line.text}};
        if (lyrics.synced)
            json.insert(u"start_ms"_s, line.startMs);
        QJsonArray words;
        for (const media::LyricWord &word : line.words)
            words.append(QJsonObject{{u"start_ms"_s, word.startMs}, {u"text"_s, word.text}});
        if (!words.isEmpty())
            json.insert(u"words"_s, words);
        lines.append(json);
    }
    return {{u"synced"_s, lyrics.synced}, {u"lines"_s, lines}};
}

Result<media::Lyrics> parseLyrics(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readLyrics);
}

} // namespace melody::wire
