// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Server-sent events (WHATWG HTML, section 9.2.6) out of bytes as they come, in whatever pieces.
#pragma once

#include <wire/live.h>

#include <vector>

namespace melody::live {

class EventParser {
public:
    // The events that are complete now. What is no event of ours is passed over, so that servers can grow.
    [[nodiscard]] std::vector<wire::LiveEvent> take(QByteArrayView bytes);
    // Something longer than any event may be: the connection is to be given up.
    [[nodiscard]] bool isBroken() const { return m_broken; }
    // Of the last event that had one; empty before.
    [[nodiscard]] const QByteArray &lastId() const { return m_lastId; }

private:
    void takeLine(QByteArrayView line, std::vector<wire::LiveEvent> &events);

    QByteArray m_line; // not complete
    QByteArray m_data;
    QByteArray m_id;
    QByteArray m_lastId;
    bool m_hasId = false;
    bool m_afterReturn = false; // the last line ended with CR: an LF belongs to it
    bool m_broken = false;
};

} // namespace melody::live
