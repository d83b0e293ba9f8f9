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

std::vector<media::RawChapter> readChapters(const AVFormatContext &container, const AVStream &stream)
{
    const auto titleOf = [&](const AVChapter &chapter) {
        if (const AVDictionaryEntry *title = av_dict_get(chapter.metadata, "title", nullptr, 0))
            return cleanTag(title->value);
        // FFmpeg leaves a Vorbis comment that names a chapter before it was begun among the tags.
        const QByteArray name = "CHAPTER" + QByteArray::number(chapter.id).rightJustified(3, '0') + "NAME";
        const AVDictionaryEntry *left = av_dict_get(stream.metadata, name.constData(), nullptr, 0);
        left = left ? left : av_dict_get(container.metadata, name.constData(), nullptr, 0);
        return left ? cleanTag(left->value) : QString();
    };
    std::vector<media::RawChapter> chapters;
    const unsigned count = std::min(container.nb_chapters, maxReadChapters);
    chapters.reserve(count);
    for (unsigned i = 0; i < count; ++i) {
        const AVChapter &chapter = *container.chapters[i];
        const auto toMs = [&chapter](qint64 time) { return av_rescale_q(time, chapter.time_base, AVRational{1, 1000}); };
        chapters.push_back({toMs(chapter.start), toMs(chapter.end), titleOf(chapter)});
    }
    return chapters;
}

} // namespace melody::transcoding
