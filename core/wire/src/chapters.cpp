// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/chapters.h>

#include "parts.h"

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

media::Chapters readChapters(ObjectReader &reader)
{
    qint64 notBefore = 0;
    media::Chapters chapters = reader.list(u"items"_s, 0, media::maxChapters, [&notBefore](ObjectReader &nested) {
        media::Chapter chapter{nested.integer(u"start_ms"_s, notBefore, media::maxChapterStartMs),
                               nested.string(u"title"_s, 0, media::maxChapterTitle)};
        notBefore = std::min(chapter.startMs + media::minChapterMs, media::maxChapterStartMs);
        return chapter;
    });
    readText(reader, u"next_cursor"_s, maxCursorChars);
    return chapters;
}

} // namespace

QJsonObject toJson(const media::Chapters &chapters)
{
    QJsonArray items;
    for (const media::Chapter &chapter : chapters)
        items.append(QJsonObject{{u"start_ms"_s, chapter.startMs}, {u"title"_s, chapter.title}});
    return {{u"items"_s, items}, {u"next_cursor"_s, QString()}};
}

Result<media::Chapters> parseChapters(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readChapters);
}

} // namespace melody::wire
