// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/fetch_plan.h>

#include <media/ladder.h>

namespace melody::player {
namespace {

bool isWanted(const FetchSnapshot &snapshot, int chunk)
{
    // The chunk the decoder needs is wanted always, however little `aheadMs` asks for.
    return chunk < snapshot.chunkCount &&
           (chunk == snapshot.from || media::chunkStart(chunk).count() < snapshot.positionMs + snapshot.aheadMs);
}

} // namespace

std::vector<int> planFetch(const FetchSnapshot &snapshot)
{
    std::vector<int> plan;
    const int room = snapshot.maxInFlight - int(snapshot.inFlight.size());
    for (int chunk = snapshot.from; isWanted(snapshot, chunk) && int(plan.size()) < room; ++chunk) {
        if (!snapshot.present.contains(chunk) && !snapshot.inFlight.contains(chunk))
            plan.push_back(chunk);
    }
    return plan;
}

qint64 bufferedToMs(const FetchSnapshot &snapshot)
{
    int chunk = snapshot.from;
    while (chunk < snapshot.chunkCount && snapshot.present.contains(chunk))
        ++chunk;
    return media::chunkStart(chunk).count();
}

bool isSatisfied(const FetchSnapshot &snapshot)
{
    for (int chunk = snapshot.from; isWanted(snapshot, chunk); ++chunk) {
        if (!snapshot.present.contains(chunk))
            return false;
    }
    return true;
}

} // namespace melody::player
