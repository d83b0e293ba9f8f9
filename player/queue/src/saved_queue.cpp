// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <queue/saved_queue.h>

#include <wire/json.h>

#include <QtCore/QJsonDocument>

#include <algorithm>

namespace melody::player {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype rowsKeptBefore = 100;
constexpr qsizetype maxText = 1'000;
constexpr qsizetype maxBytes = 32 * 1024 * 1024;
constexpr qint64 maxEntry = (1LL << 53) - 1;
constexpr qint64 maxMs = std::chrono::milliseconds(std::chrono::days(31)).count();

const QStringList repeatWords{u"off"_s, u"all"_s, u"one"_s};

QJsonObject toJson(const QueueItem &item)
{
    QJsonObject json{{u"entry"_s, qint64(item.entry)},
                     {u"content"_s, item.content.toString()},
                     {u"title"_s, item.title},
                     {u"artist_name"_s, item.artistName},
                     {u"duration_ms"_s, item.durationMs},
                     {u"album_position"_s, item.albumPosition},
                     {u"speech"_s, item.speech},
                     {u"ad_break"_s, item.adBreak}};
    if (!item.album.isNull())
        json.insert(u"album"_s, item.album.toString());
    if (item.image)
        json.insert(u"image"_s, item.image->toString());
    return json;
}

QueueItem readItem(wire::ObjectReader &reader)
{
    QueueItem item;
    item.entry = quint64(reader.integer(u"entry"_s, 1, maxEntry));
    item.content = reader.id<ContentId>(u"content"_s);
    item.album = reader.optionalId<ContentId>(u"album"_s).value_or(ContentId());
    item.title = reader.string(u"title"_s, 0, maxText);
    item.artistName = reader.string(u"artist_name"_s, 0, maxText);
    item.image = reader.optionalId<ImageId>(u"image"_s);
    item.durationMs = reader.integer(u"duration_ms"_s, 0, maxMs);
    item.albumPosition = int(reader.integer(u"album_position"_s, 0, 1'000'000));
    item.speech = reader.boolean(u"speech"_s);
    item.adBreak = reader.boolean(u"ad_break"_s);
    return item;
}

template<typename Read>
auto parse(const QByteArray &bytes, Read read) -> Result<std::invoke_result_t<Read, wire::ObjectReader &>>
{
    const auto json = wire::parseObject(bytes, maxBytes);
    if (!json)
        return tl::unexpected(json.error());
    wire::ObjectReader reader(*json, wire::UnknownFields::Ignore);
    auto value = read(reader);
    if (const auto finished = reader.finish(); !finished)
        return tl::unexpected(finished.error());
    return value;
}

} // namespace

// Knows a queue from inside.
class QueueFile {
public:
    static QByteArray write(const PlayQueue &queue)
    {
        const qsizetype from = std::max<qsizetype>(0, queue.m_current - rowsKeptBefore);
        QJsonArray items;
        QSet<quint64> kept;
        for (const QueueItem &item : queue.m_items.mid(from, maxSavedRows)) {
            items.append(toJson(item));
            kept.insert(item.entry);
        }
        QJsonArray order;
        for (const quint64 entry : queue.m_order) {
            if (kept.contains(entry))
                order.append(qint64(entry));
        }
        const QJsonObject json{{u"items"_s, items},
                               {u"current"_s, qint64(queue.m_current - from)},
                               {u"last_entry"_s, qint64(queue.m_lastEntry)},
                               {u"repeat"_s, repeatWords[int(queue.m_repeat)]},
                               {u"shuffled"_s, queue.m_shuffled},
                               {u"order"_s, order}};
        return QJsonDocument(json).toJson(QJsonDocument::Compact);
    }

    static PlayQueue read(wire::ObjectReader &reader)
    {
        PlayQueue queue;
        queue.m_items = reader.list(u"items"_s, 0, maxSavedRows, readItem);
        const qsizetype rows = queue.m_items.size();
        queue.m_current = int(reader.integer(u"current"_s, rows == 0 ? -1 : 0, rows - 1));
        queue.m_lastEntry = quint64(reader.integer(u"last_entry"_s, 0, maxEntry));
        const auto repeat = repeatWords.indexOf(reader.string(u"repeat"_s, 1, 10));
        queue.m_repeat = Repeat(std::max<qsizetype>(0, repeat));
        queue.m_shuffled = reader.boolean(u"shuffled"_s);
        QSet<quint64> entries;
        for (const QueueItem &item : std::as_const(queue.m_items))
            entries.insert(item.entry);
        for (const QJsonValue &value : reader.array(u"order"_s, 0, maxSavedRows))
            queue.m_order.append(quint64(value.toInteger(0)));
        const QSet<quint64> ordered(queue.m_order.cbegin(), queue.m_order.cend());
        if (entries.size() != rows || entries.contains(0) ||
            (rows > 0 && *std::max_element(entries.cbegin(), entries.cend()) > queue.m_lastEntry))
            reader.report(u"items"_s, u"out_of_range"_s, u"must have an entry of their own each"_s);
        const bool isWhole = queue.m_shuffled ? ordered == entries && queue.m_order.size() == rows : queue.m_order.isEmpty();
        if (repeat < 0 || !isWhole)
            reader.report(u"order"_s, u"out_of_range"_s, u"must name every row once, and only of a shuffled queue"_s);
        return queue;
    }
};

QByteArray saveQueue(const PlayQueue &queue)
{
    return QueueFile::write(queue);
}

QByteArray savePlace(const SavedPlace &place)
{
    return QJsonDocument(QJsonObject{{u"entry"_s, qint64(place.entry)}, {u"position_ms"_s, place.positionMs}})
        .toJson(QJsonDocument::Compact);
}

Result<PlayQueue> loadQueue(const QByteArray &bytes)
{
    return parse(bytes, QueueFile::read);
}

Result<SavedPlace> loadPlace(const QByteArray &bytes)
{
    return parse(bytes, [](wire::ObjectReader &reader) {
        SavedPlace place;
        place.entry = quint64(reader.integer(u"entry"_s, 0, maxEntry));
        place.positionMs = reader.integer(u"position_ms"_s, 0, maxMs);
        return place;
    });
}

} // namespace melody::player
