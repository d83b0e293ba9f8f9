// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <adaptive/rung_choice.h>

#include <algorithm>

namespace melody::player {
namespace {

using media::Rung;
using media::RungInfo;

struct Ahead {
    double bits = 0;
    double playMs = 0;
};

// The next chunks of a rung, as far as is looked ahead; at least one.
Ahead aheadOf(const RungInfo &rung, int chunk, qint64 lookAheadMs)
{
    Ahead ahead;
    for (size_t i = size_t(std::max(chunk, 0)); i < rung.chunks.size() && ahead.playMs < double(lookAheadMs); ++i) {
        ahead.bits += 8.0 * rung.chunks[i].sizeBytes;
        ahead.playMs += double(media::chunkLength(int(i)).count());
    }
    return ahead;
}

std::optional<double> safeKbps(const LinkHistory &link)
{
    const auto shortly = link.shortKbps();
    const auto longer = link.longKbps();
    return shortly && longer ? std::optional(std::min(*shortly, *longer)) : std::nullopt;
}

double reserveMs(const AdaptiveSnapshot &snapshot, const AdaptiveTuning &tuning)
{
    const auto limitMs = double(std::max<qint64>(snapshot.limitMs, 1));
    const double share = tuning.leastReserve + tuning.drainWeight * snapshot.link.worstDrainMs() / limitMs;
    return limitMs * std::min(share, tuning.mostReserve);
}

// The share of their playing time in which the next chunks must arrive.
double allowedShare(double bufferedMs, double reserve, const AdaptiveTuning &tuning)
{
    if (bufferedMs < reserve)
        return tuning.lowShare + (1 - tuning.lowShare) * bufferedMs / reserve;
    return 1 + (bufferedMs - reserve) / tuning.spendMs;
}

bool isAllowed(const AdaptiveSnapshot &snapshot, const RungInfo &rung, double kbps, const AdaptiveTuning &tuning)
{
    const Ahead ahead = aheadOf(rung, snapshot.chunk, tuning.lookAheadMs);
    const double share = ahead.bits / kbps / ahead.playMs;
    const auto bufferedMs = double(snapshot.bufferedMs);
    const double firstMs = 8.0 * rung.chunks[size_t(snapshot.chunk)].sizeBytes / kbps;
    if (firstMs > bufferedMs * tuning.firstChunkShare)
        return false;
    const double reserve = reserveMs(snapshot, tuning);
    const double allowed = allowedShare(bufferedMs, reserve, tuning);
    if (!snapshot.previous || rung.rung > *snapshot.previous) {
        if (share > 1 && bufferedMs < reserve + tuning.drainingStep * (double(snapshot.limitMs) - reserve))
            return false;
        return share * (1 + tuning.margin) <= allowed;
    }
    if (rung.rung == *snapshot.previous)
        return share <= allowed * (1 + tuning.margin);
    return share <= allowed;
}

Rung ceilingOf(const AdaptiveSnapshot &snapshot)
{
    Rung ceiling = snapshot.manifest.rungs.back().rung;
    if (snapshot.mode == QualityMode::DataSaver)
        ceiling = std::min(ceiling, dataSaverCeiling);
    return std::min(ceiling, snapshot.ceiling.value_or(ceiling));
}

} // namespace

qint64 refillMs(const LinkHistory &link, qint64 limitMs)
{
    return std::min(std::clamp(qint64(link.worstDrainMs()), leastRefillMs, mostRefillMs), limitMs / 2);
}

Rung chooseRung(const AdaptiveSnapshot &snapshot, const AdaptiveTuning &tuning)
{
    const auto &rungs = snapshot.manifest.rungs;
    const Rung ceiling = ceilingOf(snapshot);
    const auto lowest = rungs.front().rung;
    const auto kbps = safeKbps(snapshot.link);
    if (snapshot.mode == QualityMode::HiFi && ceiling == rungs.back().rung)
        return ceiling;
    if (!kbps || *kbps <= 0)
        return lowest;
    for (auto rung = rungs.rbegin(); rung != rungs.rend(); ++rung) {
        if (rung->rung <= ceiling && snapshot.chunk < int(rung->chunks.size()) && isAllowed(snapshot, *rung, *kbps, tuning))
            return rung->rung;
    }
    return lowest;
}

std::optional<Rung> planAbandonment(const AdaptiveSnapshot &snapshot, Rung rung, qint64 receivedBytes, const AdaptiveTuning &tuning)
{
    const RungInfo *info = snapshot.manifest.find(rung);
    if (!info || snapshot.chunk < 0 || snapshot.chunk >= int(info->chunks.size()) || snapshot.mode == QualityMode::HiFi)
        return {};
    const double missing = double(info->chunks[size_t(snapshot.chunk)].sizeBytes) - double(receivedBytes);
    const double kbps = std::max(safeKbps(snapshot.link).value_or(0), 0.001);
    if (missing * 8 / kbps + tuning.keepShare * double(snapshot.limitMs) <= double(snapshot.bufferedMs))
        return {};
    const Rung better = chooseRung(snapshot, tuning);
    const RungInfo *instead = snapshot.manifest.find(better);
    if (better >= rung || instead->chunks[size_t(snapshot.chunk)].sizeBytes > missing * tuning.abandonGain)
        return {};
    return better;
}

} // namespace melody::player
