// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tags.h"

#include <cstring>

namespace melody::transcoding {

QString cleanTag(const char *value)
{
    // Four bytes make at most one character: what is beyond can't matter.
    QString text = QString::fromUtf8(value, qsizetype(strnlen(value, 4 * maxTagLength)));
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control || c == QChar::ReplacementCharacter || c == QChar::LineSeparator ||
            c == QChar::ParagraphSeparator)
            c = u' ';
    }
    text = text.simplified().left(maxTagLength);
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return text;
}

QMap<QString, QString> readTags(const AVFormatContext &container, const AVStream &stream)
{
    constexpr std::array wanted{"title", "artist", "album",    "album_artist", "track",     "disc",
                                "date",  "genre",  "composer", "isrc",         "copyright", "license"};
    QMap<QString, QString> tags;
    for (const AVDictionary *dictionary : {container.metadata, stream.metadata}) {
        for (const char *name : wanted) {
            const AVDictionaryEntry *entry = av_dict_get(dictionary, name, nullptr, 0);
            if (const QString text = entry ? cleanTag(entry->value) : QString(); !text.isEmpty())
                tags.insert(QString::fromLatin1(name), text);
        }
    }
    return tags;
}

} // namespace melody::transcoding
