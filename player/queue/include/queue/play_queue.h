// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The play queue: what plays now, what came before, what comes next. A plain value: the engine owns one copy, the app gets
// snapshots. Nothing here waits, plays or fetches.
#pragma once

#include <values/id.h>

#include <QtCore/QList>
#include <QtCore/QString>

namespace melody::player {

// One row. `entry` tells two rows of the same track apart; the queue gives it out (1, 2, 3 …) and never reuses it.
// Title, artist and image are only carried along for whoever shows the queue.
struct QueueItem {
    quint64 entry = 0;
    ContentId content;
    ContentId album;
    QString title;
    QString artistName;
    std::optional<ImageId> image;
    qint64 durationMs = 0;
    bool operator==(const QueueItem &) const = default;
};

// Why the queue moves on. Repeat and shuffle will answer differently to the two; until then they agree.
enum class Advance { Finished, Pressed };

// Invariant: currentIndex() is -1 exactly when the queue is empty, else a valid index.
class PlayQueue {
public:
    // "Previous" restarts the track when more than this of it has been played.
    static constexpr qint64 restartAfterMs = 3'000;

    PlayQueue() = default;
    // `current` is clamped into the list. Entries are assigned here; what the items bring is overwritten.
    explicit PlayQueue(QList<QueueItem> items, int current = 0);

    [[nodiscard]] const QList<QueueItem> &items() const { return m_items; }
    [[nodiscard]] bool isEmpty() const { return m_items.isEmpty(); }
    [[nodiscard]] int currentIndex() const { return m_current; }
    [[nodiscard]] std::optional<QueueItem> current() const;

    // The order of playing is decided in these two and nowhere else.
    [[nodiscard]] std::optional<int> nextIndex(Advance why) const;
    [[nodiscard]] std::optional<int> previousIndex() const;
    [[nodiscard]] std::optional<QueueItem> next(Advance why) const;

    // What pressing "previous" at `positionMs` of the current track does.
    struct Previous {
        bool restart = true; // play the current track from its start
        int index = -1;      // else go to this row
    };
    [[nodiscard]] Previous previous(qint64 positionMs) const;

    bool moveTo(int index); // false: no such row, nothing changed
    void append(QList<QueueItem> items);
    void insertNext(QList<QueueItem> items); // right after the current row
    // False when there is no such row. Removing the current row makes the following one current (the last one, if none follows).
    bool remove(quint64 entry);
    // Moves a row; the current track stays current.
    bool move(int from, int to);

    bool operator==(const PlayQueue &) const = default;

private:
    QList<QueueItem> number(QList<QueueItem> items);

    quint64 m_lastEntry = 0; // before m_items, whose initialisation counts it up
    QList<QueueItem> m_items;
    int m_current = -1;
};

} // namespace melody::player
