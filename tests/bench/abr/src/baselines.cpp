// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rules that ours is compared with; their papers stand in simulation.h.

#include <abr/simulation.h>

#include <algorithm>
#include <cmath>

namespace melody::abr {
namespace {

using media::Rung;

// Mean kbit/s of a rung over its whole length: the R of the papers, which know constant rates.
std::vector<double> meanRates(const media::Manifest &manifest)
{
    std::vector<double> rates;
    for (const media::RungInfo &rung : manifest.rungs) {
        double bits = 0;
        for (const media::ChunkEntry &chunk : rung.chunks)
            bits += 8.0 * chunk.sizeBytes;
        rates.push_back(bits / double(media::chunkStart(int(rung.chunks.size())).count()));
    }
    return rates;
}

class LowestRule final : public Rule {
public:
    Rung choose(const View &view) override { return view.manifest.rungs.front().rung; }
};

class RateRule final : public Rule {
public:
    Rung choose(const View &view) override
    {
        constexpr size_t remembered = 5;
        constexpr double careful = 0.9;
        const size_t n = std::min(remembered, view.chunkKbps.size());
        if (n == 0)
            return view.manifest.rungs.front().rung;
        double inverse = 0;
        for (size_t i = view.chunkKbps.size() - n; i < view.chunkKbps.size(); ++i)
            inverse += 1 / view.chunkKbps[i];
        const double kbps = double(n) / inverse * careful;
        if (m_rates.empty())
            m_rates = meanRates(view.manifest);
        size_t best = 0;
        for (size_t i = 0; i < m_rates.size(); ++i)
            best = m_rates[i] <= kbps ? i : best;
        return view.manifest.rungs[best].rung;
    }

private:
    std::vector<double> m_rates;
};

class Bba0Rule final : public Rule {
public:
    Rung choose(const View &view) override
    {
        constexpr double reservoirShare = 90.0 / 240.0;
        constexpr double upperShare = 0.9;
        if (m_rates.empty())
            m_rates = meanRates(view.manifest);
        const double reservoir = reservoirShare * view.limitMs;
        const double cushion = upperShare * view.limitMs - reservoir;
        const double mapped = m_rates.front() + (m_rates.back() - m_rates.front()) * (view.bufferedMs - reservoir) / cushion;
        const size_t last = m_rates.size() - 1;
        const size_t above = m_now == last ? last : m_now + 1;
        const size_t below = m_now == 0 ? 0 : m_now - 1;
        if (view.bufferedMs <= reservoir) {
            m_now = 0;
        } else if (view.bufferedMs >= reservoir + cushion) {
            m_now = last;
        } else if (mapped >= m_rates[above]) { // max {R_i : R_i < f(B)}
            while (m_now < last && m_rates[m_now + 1] < mapped)
                ++m_now;
        } else if (mapped <= m_rates[below]) { // min {R_i : R_i > f(B)}
            while (m_now > 0 && m_rates[m_now - 1] > mapped)
                --m_now;
        }
        return view.manifest.rungs[m_now].rung;
    }

private:
    std::vector<double> m_rates;
    size_t m_now = 0;
};

class BolaRule final : public Rule {
public:
    Rung choose(const View &view) override
    {
        if (m_rates.empty())
            m_rates = meanRates(view.manifest);
        size_t best = 0;
        for (size_t i = 1; i < m_rates.size(); ++i)
            best = gain(view, i) / m_rates[i] > gain(view, best) / m_rates[best] ? i : best;
        return view.manifest.rungs[best].rung;
    }

    std::optional<Rung> abandon(const View &view, Rung rung, qint64 receivedBytes) override
    {
        const auto &rungs = view.manifest.rungs;
        const auto now =
            size_t(std::find_if(rungs.begin(), rungs.end(), [rung](const auto &info) { return info.rung == rung; }) - rungs.begin());
        const auto chunk = size_t(view.chunk);
        const double missing = std::max(double(rungs[now].chunks[chunk].sizeBytes) - double(receivedBytes), 1.0);
        std::optional<Rung> better;
        double most = gain(view, now) / missing;
        for (size_t i = 0; i < now; ++i) {
            const double each = gain(view, i) / double(rungs[i].chunks[chunk].sizeBytes);
            if (rungs[i].chunks[chunk].sizeBytes < missing && each > most) {
                most = each;
                better = rungs[i].rung;
            }
        }
        return better;
    }

private:
    // V (v_m + gamma p) - Q, in chunks of 4 s.
    [[nodiscard]] double gain(const View &view, size_t rung) const
    {
        constexpr double gammaP = 5;
        constexpr double chunkMs = 4000;
        const double most = view.limitMs / chunkMs;
        const double v = (most - 1) / (std::log(m_rates.back() / m_rates.front()) + gammaP);
        return v * (std::log(m_rates[rung] / m_rates.front()) + gammaP) - view.bufferedMs / chunkMs;
    }

    std::vector<double> m_rates;
};

} // namespace

std::unique_ptr<Rule> createLowestRule()
{
    return std::make_unique<LowestRule>();
}
std::unique_ptr<Rule> createRateRule()
{
    return std::make_unique<RateRule>();
}
std::unique_ptr<Rule> createBba0Rule()
{
    return std::make_unique<Bba0Rule>();
}
std::unique_ptr<Rule> createBolaRule()
{
    return std::make_unique<BolaRule>();
}

} // namespace melody::abr
