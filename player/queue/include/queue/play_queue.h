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
    int albumPosition = 0; // 1, 2, … in the order of its album, or albumPlace() of planning/crossfade.h; 0: not known
    bool speech = false;   // an episode: speed and the trimming of pauses are for it
    bool adBreak = false;  // must be heard whole: no skipping, no seeking, no fades
    bool operator==(const QueueItem &) const = default;
};

// Why the queue moves on. What is to be repeated alone is left when the listener presses "next".
enum class Advance { Finished, Pressed };
enum class Repeat { Off, All, One };

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

    // What is known by now about the track of a row: everything but entry and content.
    void describe(quint64 entry, QueueItem item);

    // Where the server leads: `item` takes the row of its entry, or a new last one (entry 0); nothing stays behind it. Gives the row.
    QueueItem lead(QueueItem item);

    [[nodiscard]] Repeat repeat() const { return m_repeat; }
    void setRepeat(Repeat repeat) { m_repeat = repeat; }
    [[nodiscard]] bool isShuffled() const { return m_shuffled; }
    // The current row first and all others behind it, in an order that does not clump artists (rules/shuffle.h).
    void shuffle(quint32 seed);
    // The order of before; rows that came meanwhile stay behind the row they were put behind.
    void unshuffle();

    // The rows of `rows` with this queue's numbering; what plays stays current, and stays in the queue if it is no row of `rows`.
    [[nodiscard]] PlayQueue withRowsOf(const PlayQueue &rows) const;

    bool operator==(const PlayQueue &) const = default;

private:
    friend class QueueFile;
    QList<QueueItem> number(QList<QueueItem> items);
    void place(const QList<QueueItem> &numbered, quint64 behind);
    void makeCurrent(quint64 entry);

    quint64 m_lastEntry = 0; // before m_items, whose initialisation counts it up
    QList<QueueItem> m_items;
    int m_current = -1;
    Repeat m_repeat = Repeat::Off;
    bool m_shuffled = false;
    QList<quint64> m_order; // of entries before shuffle(); empty unless shuffled
};

} // namespace melody::player
