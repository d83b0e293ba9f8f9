// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is to be delivered, in the store.
#pragma once

#include "pending_ticks.h"

#include <store/store.h>

namespace melody::outbox {

// Of one listener. Thread: any.
class KeptTicks {
public:
    KeptTicks(store::Store &store, const UserId &user) : m_store(store), m_user(user) {}

    [[nodiscard]] Result<PendingTicks> load() const;
    // Together or not at all. Outlives the process; the loss of power only after Store::sync(). Another writer is waited for up to
    // `patience`; nothing: as long as the store does.
    [[nodiscard]] Result<void> put(const std::map<PlaybackId, wire::Tick> &ticks, std::optional<std::chrono::milliseconds> patience = {});
    // Those up to `sequence`.
    [[nodiscard]] Result<void> drop(const PlaybackId &session, quint32 sequence);

private:
    store::Store &m_store;
    const UserId m_user;
};

} // namespace melody::outbox
