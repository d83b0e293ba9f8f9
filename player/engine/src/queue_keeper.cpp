// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "queue_keeper.h"

namespace melody::player {
namespace {

constexpr std::chrono::seconds placeEvery{1};

QString queueRecord()
{
    return QStringLiteral("queue");
}

QString placeRecord()
{
    return QStringLiteral("place");
}

// Which row it is does not count: that is what the place says.
bool isSameQueue(const PlayQueue &a, const PlayQueue &b)
{
    return a.items() == b.items() && a.repeat() == b.repeat() && a.isShuffled() == b.isShuffled();
}

} // namespace

QueueKeeper::Kept QueueKeeper::restore()
{
    if (!m_shelf)
        return {};
    const auto queue = loadQueue(m_shelf->kept(queueRecord()));
    if (!queue || queue->isEmpty())
        return {};
    Kept kept{*queue, 0};
    const auto place = loadPlace(m_shelf->kept(placeRecord()));
    for (int i = 0; place && i < kept.queue.items().size(); ++i) {
        if (kept.queue.items()[i].entry != place->entry)
            continue;
        kept.queue.moveTo(i);
        kept.positionMs = place->positionMs;
    }
    m_queue = kept.queue;
    m_place = {kept.queue.current()->entry, kept.positionMs};
    return kept;
}

void QueueKeeper::look(const PlayQueue &queue, qint64 positionMs, bool now)
{
    if (!m_shelf)
        return;
    const bool otherQueue = !isSameQueue(queue, m_queue);
    if (otherQueue)
        m_shelf->keep(queueRecord(), queue.isEmpty() ? QByteArray() : saveQueue(queue));
    m_queue = queue;
    const auto current = queue.current();
    const SavedPlace place{current ? current->entry : 0, positionMs};
    const bool due = now || otherQueue || place.entry != m_place.entry || m_clock.monotonic() - m_keptAt >= placeEvery;
    if (place == m_place || !due)
        return;
    m_shelf->keep(placeRecord(), current ? savePlace(place) : QByteArray());
    m_place = place;
    m_keptAt = m_clock.monotonic();
}

} // namespace melody::player
