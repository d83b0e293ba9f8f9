// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <queue/queue_history.h>

namespace melody::player {
namespace {

void push(std::deque<PlayQueue> &steps, const PlayQueue &queue)
{
    steps.push_back(queue);
    qsizetype rows = 0;
    for (const PlayQueue &each : steps)
        rows += each.items().size();
    while (steps.size() > 1 && (steps.size() > QueueHistory::maxSteps || rows > QueueHistory::maxRows)) {
        rows -= steps.front().items().size();
        steps.pop_front();
    }
}

PlayQueue step(std::deque<PlayQueue> &from, std::deque<PlayQueue> &to, const PlayQueue &now)
{
    if (from.empty())
        return now;
    push(to, now);
    PlayQueue queue = now.withRowsOf(from.back());
    from.pop_back();
    queue.setRepeat(now.repeat());
    return queue;
}

} // namespace

void QueueHistory::edited(const PlayQueue &before, const PlayQueue &after)
{
    const auto isSameRow = [](const QueueItem &one, const QueueItem &other) { return one.entry == other.entry; };
    if (std::equal(before.items().cbegin(), before.items().cend(), after.items().cbegin(), after.items().cend(), isSameRow))
        return;
    push(m_undo, before);
    m_redo.clear();
}

void QueueHistory::clear()
{
    m_undo.clear();
    m_redo.clear();
}

PlayQueue QueueHistory::undo(const PlayQueue &now)
{
    return step(m_undo, m_redo, now);
}

PlayQueue QueueHistory::redo(const PlayQueue &now)
{
    return step(m_redo, m_undo, now);
}

} // namespace melody::player
