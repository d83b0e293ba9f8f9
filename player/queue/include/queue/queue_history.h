// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Takes back what was done to a queue's rows. Playing on is no edit: whatever is undone, what plays goes on.
#pragma once

#include <queue/play_queue.h>

#include <deque>

namespace melody::player {

class QueueHistory {
public:
    static constexpr size_t maxSteps = 100;
    static constexpr qsizetype maxRows = 20'000; // of all steps together; one step is always kept

    // `before` was edited and is `after` now. Nothing is kept where no row changed.
    void edited(const PlayQueue &before, const PlayQueue &after);
    void clear();
    [[nodiscard]] bool canUndo() const { return !m_undo.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_redo.empty(); }
    // The queue as it was, around what plays in `now`; `now` where there is nothing to undo.
    [[nodiscard]] PlayQueue undo(const PlayQueue &now);
    [[nodiscard]] PlayQueue redo(const PlayQueue &now);

private:
    std::deque<PlayQueue> m_undo;
    std::deque<PlayQueue> m_redo;
};

} // namespace melody::player
