// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which rung the next chunk is fetched on, when a chunk under way is given up for a smaller one, and when music goes on after the
// buffer was empty. Pure functions of a snapshot.
//
// The rule. Music is cheap to hold, so the buffer is long and what is in it answers outages; throughput only has to say how fast it fills.
// With B ms in the buffer, a reserve T and the throughput C that is thought safe, a rung is allowed whose next chunks, by their real
// sizes, arrive in at most f(B) of the time that they play:
//     B < T   f = low + (1 - low) B/T       the emptier, the faster it must fill; nothing may drain it
//     B >= T  f = 1 + (B - T)/spend         what is above the reserve may be spent on a better rung
// The best allowed rung is taken. A step up must be allowed with a margin (and one that drains the buffer asks for more than the reserve);
// a step down is put off for as long as the present rung is allowed with the same margin the other way: that is the hysteresis.
// C is the lower of a short and a long average (link_history.h). T grows with the worst outage that this link has shown.
// Related: buffer-based choice (Huang et al., SIGCOMM 2014), Lyapunov optimisation (Spiteri et al., INFOCOM 2016), and look-ahead
// with a conservative prediction (Yin et al., SIGCOMM 2015).
#pragma once

#include <adaptive/link_history.h>
#include <media/manifest.h>

namespace melody::player {

enum class QualityMode {
    Automatic, // the best that the link carries, of what the session offers
    DataSaver, // at most dataSaverCeiling
    HiFi,      // the highest rung offered, whatever the link is like
};

inline constexpr media::Rung dataSaverCeiling = media::Rung::Opus64;

// Bounds of refillMs().
inline constexpr qint64 leastRefillMs = 10'000;
inline constexpr qint64 mostRefillMs = 30'000;

struct AdaptiveTuning {
    double leastReserve = 0.35;   // T as a share of the limit, on a link that never fails
    double mostReserve = 0.93;    // and on one that often does
    double drainWeight = 6;       // of the worst outage seen in T
    double lowShare = 0.2;        // f of an empty buffer
    double spendMs = 1'000;       // see above
    double margin = 0.05;         // of a step up, and for staying
    double drainingStep = 0.7;    // of what may be held beyond T must be there for a step up to a rung above C
    qint64 lookAheadMs = 16'000;  // of music, whose sizes are looked at
    double firstChunkShare = 0.5; // of the buffer, that the very next chunk may take to arrive
    double keepShare = 0.05;      // of the limit: a chunk is not given up when it will leave this much
    double abandonGain = 0.7;     // the smaller one must be less than this share of what is still to come
};

struct AdaptiveSnapshot {
    const media::Manifest &manifest;     // only rungs the session may have
    int chunk = 0;                       // to be fetched
    std::optional<media::Rung> previous; // of the chunk before it; nothing: it is the first, or follows a seek
    qint64 bufferedMs = 0;               // music that is here whole, ahead of what plays
    qint64 limitMs = 0;                  // what the buffer may hold
    const LinkHistory &link;             // up to now, what is under way included
    QualityMode mode = QualityMode::Automatic;
    std::optional<media::Rung> ceiling = {}; // for the present (the server is overloaded)
};

// After the buffer, which may hold limitMs, ran empty, music goes on when this much is there, or the whole rest: what the worst outage that
// the link has shown would take from it. One longer silence instead of many short ones.
[[nodiscard]] qint64 refillMs(const LinkHistory &link, qint64 limitMs);

// Always one of the manifest's rungs.
[[nodiscard]] media::Rung chooseRung(const AdaptiveSnapshot &snapshot, const AdaptiveTuning &tuning = {});

// snapshot.chunk is under way on `rung`, and this much of it is here. The rung on which to begin it anew; nothing: let it come.
[[nodiscard]] std::optional<media::Rung> planAbandonment(const AdaptiveSnapshot &snapshot, media::Rung rung, qint64 receivedBytes,
                                                         const AdaptiveTuning &tuning = {});

} // namespace melody::player
