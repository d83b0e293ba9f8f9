// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is to be delivered. Pure.
#pragma once

#include <wire/playback.h>

#include <map>

namespace melody::outbox {

// Sessions with a tick that the server has not acknowledged; of each only the newest, because ticks are cumulative.
class PendingTicks {
public:
    // Later changes win over earlier ones, whatever their order of arrival.
    void report(const PlaybackId &session, const wire::Tick &tick);
    void acknowledge(const PlaybackId &session, quint32 sequence);
    void drop(const PlaybackId &session) { m_ticks.erase(session); }

    [[nodiscard]] const std::map<PlaybackId, wire::Tick> &ticks() const { return m_ticks; }

    // A tick as it is written down, and back; nothing for what is none.
    [[nodiscard]] static QByteArray json(const wire::Tick &tick);
    [[nodiscard]] static std::optional<wire::Tick> parse(const QByteArray &json);

private:
    std::map<PlaybackId, wire::Tick> m_ticks;
};

} // namespace melody::outbox
