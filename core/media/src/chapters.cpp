// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <media/chapters.h>

#include <algorithm>
#include <tuple>

namespace melody::media {
namespace {

// What moves the words around it to the other side of a line (Unicode Annex 9).
bool turnsText(QChar c)
{
    return (c >= QChar(0x202A) && c <= QChar(0x202E)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
}

QString cleanTitle(const QString &raw)
{
    // There and back: what is no text becomes the replacement character.
    QString title = QString::fromUtf8(raw.left(4 * maxChapterTitle).toUtf8());
    for (QChar &c : title) {
        if (c.category() == QChar::Other_Control || c == QChar::ReplacementCharacter || c == QChar::LineSeparator ||
            c == QChar::ParagraphSeparator || turnsText(c))
            c = u' ';
    }
    title = std::move(title).simplified().left(maxChapterTitle);
    if (!title.isEmpty() && title.back().isHighSurrogate())
        title.chop(1);
    return title.trimmed();
}

} // namespace

Chapters planChapters(std::vector<RawChapter> raw, qint64 durationMs)
{
    std::erase_if(raw, [durationMs](const RawChapter &chapter) {
        return chapter.startMs <= -minChapterMs || chapter.startMs > std::min(durationMs - minChapterMs, maxChapterStartMs);
    });
    for (RawChapter &chapter : raw)
        chapter.startMs = chapter.startMs < minChapterMs ? 0 : chapter.startMs;
    std::stable_sort(raw.begin(), raw.end(),
                     [](const RawChapter &a, const RawChapter &b) { return std::tie(a.startMs, a.endMs) < std::tie(b.startMs, b.endMs); });
    Chapters planned;
    for (const RawChapter &chapter : raw) {
        const QString title = cleanTitle(chapter.title);
        if (!planned.isEmpty() && chapter.startMs - planned.constLast().startMs < minChapterMs) {
            if (planned.constLast().title.isEmpty())
                planned.last().title = title;
            continue;
        }
        if (planned.size() == maxChapters)
            break;
        planned.append({chapter.startMs, title});
    }
    return planned.size() < 2 ? Chapters() : planned;
}

qsizetype chapterAt(const Chapters &chapters, qint64 positionMs)
{
    const auto next = std::upper_bound(chapters.begin(), chapters.end(), positionMs,
                                       [](qint64 position, const Chapter &chapter) { return position < chapter.startMs; });
    return next - chapters.begin() - 1;
}

} // namespace melody::media
