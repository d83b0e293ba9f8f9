// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Answers of the server by listener and name: those of this run in memory, and all in the local store, where there is one.
#pragma once

#include <store/store.h>
#include <values/clock.h>
#include <values/lru_cache.h>

namespace melody::kept {

struct Answer {
    QByteArray json; // empty: the server said that there is none
    TimePoint keptAt;
};

// Thread: one. What can't be read or written is not there.
class AnswerShelf {
public:
    // `store` may be null; its steps have kept::migrations(). Beyond `most` answers the ones that were kept longest ago go.
    AnswerShelf(store::Store *store, const Clock &clock, qint64 most) : m_store(store), m_clock(clock), m_most(most) {}

    [[nodiscard]] std::optional<Answer> find(const UserId &user, const QString &name);
    void keep(const UserId &user, const QString &name, const QByteArray &json);

private:
    static constexpr size_t inMemory = 32;

    store::Store *const m_store;
    const Clock &m_clock;
    const qint64 m_most;
    LruCache<QString, Answer> m_recent{inMemory};
};

} // namespace melody::kept
