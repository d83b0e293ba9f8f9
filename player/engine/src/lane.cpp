// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lane.h"

namespace melody::player {

Heard Lane::heard(const TrackMeter &meter, int outputRate) const
{
    Heard heard;
    heard.renderedMs = earlierMs;
    heard.underruns = earlierUnderruns + meter.underruns;
    heard.startMs = startMs;
    heard.rung = meter.rung;
    if (outputRate <= 0)
        return heard;
    // To the nearest, so that a track heard to its end is never a millisecond short of its length.
    heard.renderedMs += (meter.renderedFrames * 1000 + outputRate / 2) / outputRate;
    heard.positionMs = (meter.positionFrames * 1000 + outputRate / 2) / outputRate;
    if (const qint64 firstNs = meter.firstSampleNs; heard.startMs < 0 && firstNs >= 0)
        heard.startMs = std::max(qint64(0), (firstNs - pressedNs + 500'000) / 1'000'000);
    return heard;
}

ItemReport Lane::report(const Heard &heard) const
{
    ItemReport report;
    report.item = item;
    if (track->isOpen())
        report.session = track->stream().session;
    report.traceId = track->trace().traceId;
    report.rung = heard.rung;
    report.startMs = heard.startMs;
    report.renderedMs = heard.renderedMs;
    report.underruns = heard.underruns;
    report.damagedChunks = track->damagedChunks();
    report.ended = heard.ended;
    return report;
}

} // namespace melody::player
