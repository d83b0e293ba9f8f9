// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is to be delivered, and how it is written down. Pure.
#pragma once

#include <wire/playback.h>

#include <map>
#include <vector>

namespace melody::outbox {

// Sessions with a tick that the server has not acknowledged; of each only the newest, because ticks are cumulative.
class PendingTicks {
public:
    // Later changes win over earlier ones, whatever their order of arrival.
    void report(const PlaybackId &session, const wire::Tick &tick);
    void acknowledge(const PlaybackId &session, quint32 sequence);
    void drop(const PlaybackId &session);

    [[nodiscard]] const std::map<PlaybackId, wire::Tick> &ticks() const { return m_ticks; }

    // One change as a record of the journal, and back: a record that makes no sense changes nothing.
    [[nodiscard]] static QByteArray reported(const PlaybackId &session, const wire::Tick &tick);
    [[nodiscard]] static QByteArray acknowledged(const PlaybackId &session, quint32 sequence);
    [[nodiscard]] static QByteArray dropped(const PlaybackId &session);
    void replay(const QByteArray &record);
    // The fewest records that say the same.
    [[nodiscard]] std::vector<QByteArray> records() const;

private:
    std::map<PlaybackId, wire::Tick> m_ticks;
};

} // namespace melody::outbox
