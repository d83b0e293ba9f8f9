// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an answer goes on with after its head, for as long as somebody has something to say. Occupies no worker: whoever holds it writes,
// the connection's I/O thread sends. A client that reads slower than is written is cut.
#pragma once

#include <QtCore/QByteArray>

#include <functional>
#include <mutex>

namespace melody::http {

// Thread: any.
class Stream {
public:
    // At most `maxWaiting` bytes wait for the client, beside what its socket holds.
    explicit Stream(qsizetype maxWaiting = 64 * 1024) : m_maxWaiting(maxWaiting) {}

    // false: it is over, or is by this write, because too much waits.
    bool write(QByteArrayView bytes);
    // Nothing more is written; the connection ends when what waits is sent.
    void close();
    [[nodiscard]] bool isOver() const;
    // Its client left or was cut; not: it was closed on this side.
    [[nodiscard]] bool isGone() const;
    // Called when that happens, once, from any thread and without a lock; at once when it has happened already.
    void whenGone(std::function<void()> gone);

    // The rest is the connection's.
    struct Piece {
        QByteArray bytes;
        bool closed = false; // these are the last
        bool cut = false;    // end at once
    };
    // `wake` is called from any thread, with a lock held, when there is something to take.
    void attach(std::function<void()> wake);
    [[nodiscard]] Piece take();
    // The client is gone; `wake` is not called after this.
    void end();

private:
    void wake();

    const qsizetype m_maxWaiting;
    mutable std::mutex m_mutex;
    QByteArray m_waiting;
    std::function<void()> m_wake;
    std::function<void()> m_gone;
    bool m_closed = false;
    bool m_cut = false;
    bool m_ended = false;
};

} // namespace melody::http
