// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which chunks to ask for now.
#pragma once

#include <QtCore/QtGlobal>

#include <set>
#include <vector>

namespace melody::player {

struct FetchSnapshot {
    int chunkCount = 0;
    int from = 0;            // first chunk the decoder still needs
    qint64 positionMs = 0;   // what plays (or will, after a seek)
    qint64 aheadMs = 30'000; // wanted beyond it
    int maxInFlight = 2;
    std::set<int> present;
    std::set<int> inFlight;
};

// In order, nearest first; nothing that is present or under way.
[[nodiscard]] std::vector<int> planFetch(const FetchSnapshot &snapshot);

// Up to where the track is here without a gap, in ms of its timeline; `from`'s start if that chunk is missing.
[[nodiscard]] qint64 bufferedToMs(const FetchSnapshot &snapshot);

// All that the plan wants is here.
[[nodiscard]] bool isSatisfied(const FetchSnapshot &snapshot);

} // namespace melody::player
