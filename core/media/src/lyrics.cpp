// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <media/lyrics.h>

#include <algorithm>

namespace melody::media {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxTimesOfALine = 50;

// "mm:ss", "mm:ss.f", "mm:ss.ff", "mm:ss.fff", also with a colon before the fraction.
std::optional<qint64> parseTime(QStringView text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon < 1 || colon > 4)
        return std::nullopt;
    const QStringView rest = text.sliced(colon + 1);
    const qsizetype fractionAt = std::find_if(rest.begin(), rest.end(), [](QChar c) { return c == u'.' || c == u':'; }) - rest.begin();
    const QStringView fraction = fractionAt < rest.size() ? rest.sliced(fractionAt + 1) : QStringView();
    const auto isNumber = [](QStringView digits, qsizetype atMost) {
        return !digits.isEmpty() && digits.size() <= atMost &&
               std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    };
    if (!isNumber(text.first(colon), 4) || !isNumber(rest.first(fractionAt), 2) || (fractionAt < rest.size() && !isNumber(fraction, 3)))
        return std::nullopt;
    qint64 ms = fraction.isEmpty() ? 0 : fraction.toInt();
    for (qsizetype digits = fraction.size(); digits > 0 && digits < 3; ++digits)
        ms *= 10;
    ms += (text.first(colon).toInt() * 60LL + rest.first(fractionAt).toInt()) * 1000;
    return ms <= maxLyricMs ? std::optional(ms) : std::nullopt;
}

struct RawLine {
    QList<qint64> times; // of the whole line
    QStringView text;
};

// Takes the times off the front of a line.
RawLine takeTimes(QStringView line)
{
    RawLine raw{{}, line};
    while (raw.text.startsWith(u'[') && raw.times.size() < maxTimesOfALine) {
        const qsizetype end = raw.text.indexOf(u']');
        const auto time = end < 0 ? std::nullopt : parseTime(raw.text.sliced(1, end - 1));
        if (!time)
            break;
        raw.times.append(*time);
        raw.text = raw.text.sliced(end + 1);
    }
    return raw;
}

// The value of "[name:value]", for any name of letters.
std::optional<QStringView> tagValue(QStringView line, QStringView name)
{
    if (!line.startsWith(u'[') || !line.endsWith(u']'))
        return std::nullopt;
    const QStringView inside = line.sliced(1, line.size() - 2);
    const qsizetype colon = inside.indexOf(u':');
    const bool isName = colon > 0 && std::all_of(inside.begin(), inside.begin() + colon, [](QChar c) { return c.isLetter() || c == u'#'; });
    if (!isName || (!name.isEmpty() && inside.first(colon).compare(name, Qt::CaseInsensitive) != 0))
        return std::nullopt;
    return inside.sliced(colon + 1).trimmed();
}

// A time before nothing says where the word before ends; its space belongs to that word.
QList<LyricWord> withoutBlanks(const QList<LyricWord> &words)
{
    QList<LyricWord> kept;
    for (const LyricWord &word : words) {
        if (!word.text.trimmed().isEmpty())
            kept.append(word);
        else if (!kept.isEmpty())
            kept.last().text += word.text;
    }
    return kept;
}

// The text of a line and its words, if each of them has a time.
LyricLine readWords(qint64 startMs, QStringView text)
{
    LyricLine line{startMs, {}, {}};
    bool allTimed = true;
    qint64 at = startMs;
    for (QStringView rest = text; !rest.isEmpty();) {
        const qsizetype open = rest.indexOf(u'<');
        const qsizetype close = open < 0 ? -1 : rest.indexOf(u'>', open);
        const auto time = close < 0 ? std::nullopt : parseTime(rest.sliced(open + 1, close - open - 1));
        const QStringView before = time ? rest.first(open) : close < 0 ? rest : rest.first(close + 1);
        if (!before.isEmpty() && !line.words.isEmpty())
            line.words.last().text += before;
        else if (!before.trimmed().isEmpty())
            allTimed = false; // words before the first time
        line.text += before;
        if (time) {
            allTimed = allTimed && *time >= at;
            at = *time;
            line.words.append(LyricWord{*time, {}});
        }
        rest = rest.sliced(time ? close + 1 : before.size());
    }
    line.text = std::move(line.text).simplified();
    line.words = withoutBlanks(line.words);
    if (!allTimed || line.words.size() > maxLyricWords)
        line.words.clear();
    if (!line.words.isEmpty()) {
        line.words.last().text = std::move(line.words.last().text).trimmed();
        for (LyricWord &word : line.words)
            word.text = word.text.startsWith(u' ') ? word.text.sliced(1) : word.text;
        line.text.clear();
        for (const LyricWord &word : std::as_const(line.words))
            line.text += word.text;
    }
    return line;
}

void moveEarlier(Lyrics &lyrics, qint64 offsetMs)
{
    const auto moved = [offsetMs](qint64 ms) { return std::clamp<qint64>(ms - offsetMs, 0, maxLyricMs); };
    for (LyricLine &line : lyrics.lines) {
        line.startMs = moved(line.startMs);
        for (LyricWord &word : line.words)
            word.startMs = moved(word.startMs);
    }
}

Lyrics readSynced(const QList<QStringView> &lines)
{
    Lyrics lyrics{true, {}};
    qint64 offsetMs = 0;
    qint64 last = 0;
    for (const QStringView line : lines) {
        if (const auto offset = tagValue(line, u"offset")) {
            offsetMs = std::clamp<qint64>(offset->toInt(), -maxLyricMs, maxLyricMs);
            continue;
        }
        RawLine raw = takeTimes(line);
        if (raw.times.isEmpty() && (raw.text.isEmpty() || tagValue(line, {})))
            continue;
        if (raw.times.isEmpty())
            raw.times.append(last);
        last = raw.times.constLast();
        for (const qint64 time : std::as_const(raw.times)) {
            lyrics.lines.append(readWords(time, raw.text));
            if (raw.times.size() > 1)
                lyrics.lines.last().words.clear(); // their times can be right for one of them only
        }
    }
    std::stable_sort(lyrics.lines.begin(), lyrics.lines.end(), [](const auto &a, const auto &b) { return a.startMs < b.startMs; });
    moveEarlier(lyrics, offsetMs);
    return lyrics;
}

Lyrics readPlain(const QList<QStringView> &lines)
{
    Lyrics lyrics;
    for (const QStringView line : lines) {
        if (line.isEmpty() && (lyrics.lines.isEmpty() || lyrics.lines.constLast().text.isEmpty()))
            continue;
        lyrics.lines.append(LyricLine{0, line.toString(), {}});
    }
    while (!lyrics.lines.isEmpty() && lyrics.lines.constLast().text.isEmpty())
        lyrics.lines.removeLast();
    return lyrics;
}

} // namespace

Result<Lyrics> parseLyrics(QStringView text)
{
    if (text.size() > maxLyricsChars)
        return fail(ErrorKind::Invalid, u"too_long"_s, u"Lyrics may have at most %1 characters."_s.arg(maxLyricsChars));
    if (text.startsWith(QChar::ByteOrderMark))
        text = text.sliced(1);
    QList<QStringView> lines = text.split(u'\n');
    for (QStringView &line : lines)
        line = line.trimmed();
    const bool synced = std::any_of(lines.begin(), lines.end(), [](QStringView line) { return !takeTimes(line).times.isEmpty(); });
    Lyrics lyrics = synced ? readSynced(lines) : readPlain(lines);
    if (lyrics.lines.size() > maxLyricLines)
        return fail(ErrorKind::Invalid, u"too_long"_s, u"Lyrics may have at most %1 lines."_s.arg(maxLyricLines));
    if (std::any_of(lyrics.lines.begin(), lyrics.lines.end(), [](const LyricLine &line) { return line.text.size() > maxLyricLineChars; }))
        return fail(ErrorKind::Invalid, u"too_long"_s, u"A line of lyrics may have at most %1 characters."_s.arg(maxLyricLineChars));
    if (std::all_of(lyrics.lines.begin(), lyrics.lines.end(), [](const LyricLine &line) { return line.text.isEmpty(); }))
        return fail(ErrorKind::Invalid, u"no_words"_s, u"There are no words in these lyrics."_s);
    return lyrics;
}

qsizetype lyricLineAt(const Lyrics &lyrics, qint64 positionMs)
{
    if (!lyrics.synced)
        return -1;
    const auto next = std::upper_bound(lyrics.lines.begin(), lyrics.lines.end(), positionMs,
                                       [](qint64 position, const LyricLine &line) { return position < line.startMs; });
    return next - lyrics.lines.begin() - 1;
}

} // namespace melody::media
