// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a link has shown of itself: how fast it is, and how long it can be as good as gone. A value; no clock, no thread.
#pragma once

#include <QtCore/QtGlobal>

#include <optional>

namespace melody::player {

// A piece of time in which something was asked for and under way, and what came in it. Silence is a measurement, too. Pieces should be
// short (a second or two), or an outage hides behind what came before and after it.
struct LinkPiece {
    double durationMs = 0;
    double bytes = 0;
};

class LinkHistory {
public:
    void add(const LinkPiece &piece);

    // kbit/s, averages over the time in which something was under way: what lies a window back counts half. Nothing before the first piece.
    [[nodiscard]] std::optional<double> shortKbps() const { return m_short.kbps(); } // window 10 s
    [[nodiscard]] std::optional<double> longKbps() const { return m_long.kbps(); }   // window 60 s
    // The most that a full buffer would have sunk on the lowest rung: what a reserve must stand. Forgotten by half in 15
    // minutes; a link that is not known yet is thought to fail for ten seconds.
    [[nodiscard]] double worstDrainMs() const { return m_worstDrainMs; }

private:
    struct Average {
        double windowMs;
        double bits = 0;
        double ms = 0;
        void add(const LinkPiece &piece);
        [[nodiscard]] std::optional<double> kbps() const;
    };
    Average m_short{10'000};
    Average m_long{60'000};
    double m_drainMs = 0;
    double m_worstDrainMs = 10'000;
};

} // namespace melody::player
