// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <queue/play_queue.h>

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

std::optional<int> PlayQueue::nextIndex(Advance) const
{
    return m_current + 1 < m_items.size() ? std::optional(m_current + 1) : std::nullopt;
}

std::optional<int> PlayQueue::previousIndex() const
{
    return m_current > 0 ? std::optional(m_current - 1) : std::nullopt;
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

void PlayQueue::append(QList<QueueItem> items)
{
    m_items += number(std::move(items));
    if (m_current < 0 && !m_items.isEmpty())
        m_current = 0;
}

void PlayQueue::insertNext(QList<QueueItem> items)
{
    const auto numbered = number(std::move(items));
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
    const auto found = std::find_if(m_items.cbegin(), m_items.cend(), [playing](const QueueItem &item) { return item.entry == playing; });
    m_current = int(found - m_items.cbegin());
    return true;
}

} // namespace melody::player
