// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the store keeps of a listener's library: what the server said, up to which revision, and the outbox. docs/sync.md has the protocol.
#pragma once

#include "overlay.h"

#include <store/store.h>

namespace melody::library {

struct Progress {
    QString since; // to ask with next
    qint64 revision = 0;
    int unsent = 0;
    bool isComplete = false; // everything has been read once
    bool operator==(const Progress &) const = default;
};

// Thread: any.
class Mirror {
public:
    explicit Mirror(store::Store &store) : m_store(store) {}

    [[nodiscard]] Result<Progress> progress(const UserId &user);
    // All of them or none. Once it returns, the wishes outlive the process and a loss of power. `cards`: of what they name, so that it can
    // be shown before the server says more.
    [[nodiscard]] Result<void> record(const UserId &user, const Waiting &wishes, const QList<wire::ContentSummary> &cards,
                                      store::Durability durability = store::Durability::Power);
    [[nodiscard]] Result<Waiting> unsent(const UserId &user, int atMost);
    // The refusals among the results, each once, however often an answer is heard, without those that are kept for the listener to choose
    // (contested.h). What was done stays in the outbox until its revision has
    // been pulled.
    [[nodiscard]] Result<QList<wire::MutationResult>> acknowledge(const UserId &user, const wire::MutationAnswer &answer);
    // Drops it: the server will never take it.
    [[nodiscard]] Result<void> giveUp(const UserId &user, const MutationId &mutation);
    // The page and its `next` in one transaction. False: it answers another question than the one that is open (it came late), and was
    // not taken.
    [[nodiscard]] Result<bool> absorb(const UserId &user, const QString &since, const wire::SyncPage &page);

private:
    store::Store &m_store;
};

} // namespace melody::library
