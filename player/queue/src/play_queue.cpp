// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <queue/play_queue.h>

#include <rules/shuffle.h>

#include <QtCore/QHash>

#include <algorithm>

namespace melody::player {

PlayQueue::PlayQueue(QList<QueueItem> items, int current) : m_items(number(std::move(items)))
{
    m_current = m_items.isEmpty() ? -1 : int(qBound(qsizetype(0), qsizetype(current), m_items.size() - 1));
}

QList<QueueItem> PlayQueue::number(QList<QueueItem> items)
{
    for (QueueItem &item : items)
        item.entry = ++m_lastEntry;
    return items;
}

std::optional<QueueItem> PlayQueue::current() const
{
    return isEmpty() ? std::nullopt : std::optional(m_items[m_current]);
}

std::optional<int> PlayQueue::nextIndex(Advance why) const
{
    if (isEmpty())
        return {};
    if (m_repeat == Repeat::One && why == Advance::Finished)
        return m_current;
    if (m_current + 1 < m_items.size())
        return m_current + 1;
    return m_repeat == Repeat::Off ? std::nullopt : std::optional(0);
}

std::optional<int> PlayQueue::previousIndex() const
{
    if (m_current > 0)
        return m_current - 1;
    return m_repeat == Repeat::Off || isEmpty() ? std::nullopt : std::optional(int(m_items.size()) - 1);
}

std::optional<QueueItem> PlayQueue::next(Advance why) const
{
    const auto index = nextIndex(why);
    return index ? std::optional(m_items[*index]) : std::nullopt;
}

PlayQueue::Previous PlayQueue::previous(qint64 positionMs) const
{
    const auto index = previousIndex();
    if (positionMs > restartAfterMs || !index)
        return {};
    return {false, *index};
}

bool PlayQueue::moveTo(int index)
{
    if (index < 0 || index >= m_items.size())
        return false;
    m_current = index;
    return true;
}

// Where rows that come stand when the queue is unshuffled.
void PlayQueue::place(const QList<QueueItem> &numbered, quint64 behind)
{
    if (!m_shuffled)
        return;
    qsizetype at = behind == 0 ? m_order.size() : m_order.indexOf(behind) + 1;
    for (const QueueItem &item : numbered)
        m_order.insert(at++, item.entry);
}

void PlayQueue::makeCurrent(quint64 entry)
{
    const auto found = std::find_if(m_items.cbegin(), m_items.cend(), [entry](const QueueItem &item) { return item.entry == entry; });
    if (found != m_items.cend())
        m_current = int(found - m_items.cbegin());
}

void PlayQueue::append(QList<QueueItem> items)
{
    const auto numbered = number(std::move(items));
    place(numbered, 0);
    m_items += numbered;
    if (m_current < 0 && !m_items.isEmpty())
        m_current = 0;
}

void PlayQueue::insertNext(QList<QueueItem> items)
{
    const auto numbered = number(std::move(items));
    place(numbered, isEmpty() ? 0 : m_items[m_current].entry);
    const auto tail = m_items.mid(m_current + 1);
    m_items = m_items.first(m_current + 1) + numbered + tail;
    if (m_current < 0 && !m_items.isEmpty())
        m_current = 0;
}

bool PlayQueue::remove(quint64 entry)
{
    const auto found = std::find_if(m_items.cbegin(), m_items.cend(), [entry](const QueueItem &item) { return item.entry == entry; });
    if (found == m_items.cend())
        return false;
    const int index = int(found - m_items.cbegin());
    m_items.removeAt(index);
    m_order.removeOne(entry);
    if (index < m_current || m_current >= m_items.size())
        --m_current;
    return true;
}

bool PlayQueue::move(int from, int to)
{
    if (from < 0 || from >= m_items.size() || to < 0 || to >= m_items.size())
        return false;
    const quint64 playing = m_items[m_current].entry;
    m_items.move(from, to);
    makeCurrent(playing);
    return true;
}

void PlayQueue::describe(quint64 entry, QueueItem item)
{
    const auto row = std::find_if(m_items.begin(), m_items.end(), [&](const QueueItem &each) { return each.entry == entry; });
    if (row == m_items.end())
        return;
    item.entry = entry;
    item.content = row->content;
    *row = std::move(item);
}

QueueItem PlayQueue::lead(QueueItem item)
{
    m_repeat = Repeat::Off;
    m_shuffled = false;
    m_order.clear();
    const auto found =
        std::find_if(m_items.cbegin(), m_items.cend(), [&](const QueueItem &row) { return item.entry != 0 && row.entry == item.entry; });
    if (found != m_items.cend())
        m_items.erase(found, m_items.cend());
    else
        item.entry = ++m_lastEntry;
    m_items.append(item);
    m_current = std::clamp(m_current, 0, int(m_items.size()) - 1);
    return item;
}

void PlayQueue::shuffle(quint32 seed)
{
    if (!m_shuffled) {
        for (const QueueItem &item : std::as_const(m_items))
            m_order.append(item.entry);
    }
    m_shuffled = true;
    if (isEmpty())
        return;
    m_items.move(m_current, 0);
    m_current = 0;
    const QueueItem first = m_items.takeFirst();
    QStringList artists;
    for (const QueueItem &item : std::as_const(m_items))
        artists.append(item.artistName);
    QList<QueueItem> rows{first};
    for (const int index : rules::shuffled(artists, seed, first.artistName))
        rows.append(m_items[index]);
    m_items = rows;
}

void PlayQueue::unshuffle()
{
    if (!std::exchange(m_shuffled, false))
        return;
    const QList<quint64> order = std::exchange(m_order, {});
    if (isEmpty())
        return;
    const quint64 playing = m_items[m_current].entry;
    QHash<quint64, qsizetype> places;
    for (qsizetype i = 0; i < order.size(); ++i)
        places.insert(order[i], i);
    std::stable_sort(m_items.begin(), m_items.end(),
                     [&places](const QueueItem &a, const QueueItem &b) { return places.value(a.entry) < places.value(b.entry); });
    makeCurrent(playing);
}

PlayQueue PlayQueue::withRowsOf(const PlayQueue &rows) const
{
    PlayQueue queue = rows;
    queue.m_lastEntry = std::max(m_lastEntry, rows.m_lastEntry);
    const auto playing = current();
    if (!playing)
        return queue;
    const auto isPlaying = [&](const QueueItem &item) { return item.entry == playing->entry; };
    if (std::none_of(queue.m_items.cbegin(), queue.m_items.cend(), isPlaying)) {
        const quint64 before = queue.isEmpty() ? 0 : queue.m_items[queue.m_current].entry;
        queue.m_items.insert(queue.m_current + 1, *playing);
        queue.place({*playing}, before);
    }
    queue.makeCurrent(playing->entry);
    return queue;
}

} // namespace melody::player
