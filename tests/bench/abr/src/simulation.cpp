// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <abr/simulation.h>

#include <algorithm>
#include <cmath>

namespace melody::abr {
namespace {

using media::Rung;

constexpr double lookEveryMs = 100;
constexpr double pieceMs = 500; // of a transfer, measured and looked at
constexpr int flacKbps = 900;
constexpr int overheadBytes = 700; // of a sealed fragment: boxes, nonce, tag

// One listening.
class Session {
public:
    Session(const Trace &trace, const media::Manifest &manifest, Rule &rule, const Listening &listening)
        : m_trace(trace), m_manifest(manifest), m_rule(rule), m_listening(listening)
    {
    }

    Outcome run()
    {
        const int chunks = int(m_manifest.rungs.front().chunks.size());
        for (int chunk = 0; chunk < chunks && m_nowMs < m_listening.durationMs; ++chunk) {
            const auto lengthMs = double(media::chunkLength(chunk).count());
            if (const double tooMuch = m_bufferedMs + lengthMs - m_listening.limitMs; tooMuch > 0)
                pass(tooMuch);
            fetch(chunk, lengthMs);
        }
        if (!m_started)
            m_outcome.startupMs = m_listening.durationMs;
        return m_outcome;
    }

private:
    [[nodiscard]] View view(int chunk) const
    {
        return {m_manifest, chunk, m_previous, m_nowMs, m_bufferedMs, m_listening.limitMs, m_link, m_chunkKbps};
    }

    // Time goes by, as far as the listening lasts.
    void pass(double ms)
    {
        ms = std::min(ms, m_listening.durationMs - m_nowMs);
        m_nowMs += ms;
        if (!m_started)
            return;
        const double played = m_playing ? std::min(ms, m_bufferedMs) : 0;
        m_bufferedMs -= played;
        m_outcome.heardMs += played;
        m_outcome.stalledMs += ms - played;
        if (m_playing && played < ms) {
            m_playing = false;
            ++m_outcome.rebuffers;
        }
    }

    [[nodiscard]] double bytesOf(int chunk, Rung rung) const
    {
        const auto sizeOf = [&](Rung which, int index) { return double(m_manifest.find(which)->chunks[size_t(index)].sizeBytes); };
        double bytes = sizeOf(rung, chunk);
        if (!m_previous || *m_previous == rung)
            return bytes;
        if ((rung == Rung::Flac) != (*m_previous == Rung::Flac) || m_rule.joinsOpus())
            bytes += rung == Rung::Flac ? sizeOf(*m_previous, chunk) : sizeOf(rung, std::max(chunk - 1, 0));
        return bytes;
    }

    void fetch(int chunk, double lengthMs)
    {
        Rung rung = m_rule.choose(view(chunk));
        while (const auto instead = transfer(chunk, rung)) {
            rung = *instead;
            ++m_outcome.abandoned;
        }
        if (m_nowMs >= m_listening.durationMs)
            return;
        if (!m_started)
            m_outcome.startupMs = m_nowMs;
        m_bufferedMs += lengthMs;
        m_playing = m_playing || !m_started || m_bufferedMs >= m_rule.refillMs(view(chunk));
        m_started = true;
        m_outcome.fetchedMs += lengthMs;
        m_outcome.bits += 8.0 * m_manifest.find(rung)->chunks[size_t(chunk)].sizeBytes;
        m_outcome.switches += m_previous && *m_previous != rung ? 1 : 0;
        m_previous = rung;
    }

    // Until the chunk is here, the listening over, or another rung is wanted instead.
    std::optional<Rung> transfer(int chunk, Rung rung)
    {
        const double bits = 8 * bytesOf(chunk, rung);
        const double askedMs = m_nowMs;
        const double flowsMs = askedMs + m_trace.latencyMs(askedMs);
        const double arrivesMs = m_trace.arrivalMs(flowsMs, bits);
        const double before = m_trace.bitsUntil(flowsMs);
        double pieceFromMs = askedMs;
        double pieceBits = 0; // that came before the piece
        const auto cut = [&](double receivedBits) {
            m_link.add({m_nowMs - pieceFromMs, (receivedBits - pieceBits) / 8});
            pieceFromMs = m_nowMs;
            pieceBits = receivedBits;
        };
        while (arrivesMs - m_nowMs > lookEveryMs) {
            pass(lookEveryMs);
            if (m_nowMs >= m_listening.durationMs)
                return {};
            const double received = m_nowMs > flowsMs ? m_trace.bitsUntil(m_nowMs) - before : 0;
            if (m_nowMs - pieceFromMs < pieceMs)
                continue;
            cut(received);
            if (const auto instead = m_rule.abandon(view(chunk), rung, qint64(received / 8)))
                return instead;
        }
        pass(arrivesMs - m_nowMs);
        cut(bits);
        m_chunkKbps.push_back(bits / std::max(m_nowMs - askedMs, 1.0));
        return {};
    }

    const Link m_trace;
    const media::Manifest &m_manifest;
    Rule &m_rule;
    const Listening m_listening;
    Outcome m_outcome;
    player::LinkHistory m_link;
    std::vector<double> m_chunkKbps;
    std::optional<Rung> m_previous;
    double m_nowMs = 0;
    double m_bufferedMs = 0;
    bool m_started = false;
    bool m_playing = false;
};

// 0 … 1, the same for the same index: how busy the music is there.
double busyness(int chunk)
{
    const quint32 mixed = quint32(chunk / 3) * 2654435761U;
    return double(mixed >> 16) / 65535.0;
}

} // namespace

std::optional<Rung> Rule::abandon(const View &, Rung, qint64)
{
    return {};
}

double Rule::refillMs(const View &)
{
    return 10'000;
}

Outcome simulate(const Trace &trace, const media::Manifest &manifest, Rule &rule, const Listening &listening)
{
    return Session(trace, manifest, rule, listening).run();
}

media::Manifest sampleManifest(qint64 durationMs)
{
    media::Manifest manifest;
    manifest.durationMs = durationMs;
    const int chunks = media::chunkCount(std::chrono::milliseconds(durationMs));
    for (const Rung rung : media::allRungs) {
        media::RungInfo info;
        info.rung = rung;
        const double kbps = rung == Rung::Flac ? flacKbps : media::nominalKbps(rung);
        const double spread = rung == Rung::Flac ? 0.5 : 0.2; // of the rate, between the quietest and the busiest music
        for (int i = 0; i < chunks; ++i) {
            const double factor = 1 + spread * (busyness(i) - 0.5);
            info.chunks.push_back({quint32(kbps * factor * double(media::chunkLength(i).count()) / 8) + overheadBytes});
        }
        manifest.rungs.push_back(std::move(info));
    }
    return manifest;
}

} // namespace melody::abr
