// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <engine/rung_policy.h>

namespace melody::player {
namespace {

using media::Rung;

class FixedRungPolicy final : public RungPolicy {
public:
    FixedRungPolicy(Rung wanted, qint64 aheadMs) : m_wanted(wanted), m_aheadMs(aheadMs) {}

    Rung choose(const RungQuestion &question) override
    {
        Rung best = question.manifest.rungs.front().rung;
        for (const media::RungInfo &info : question.manifest.rungs) {
            if (info.rung <= m_wanted)
                best = info.rung;
        }
        const bool inlinedFits = question.inlined && *question.inlined != Rung::Flac && best != Rung::Flac;
        return question.chunk == 0 && inlinedFits ? *question.inlined : best;
    }
    std::optional<Rung> abandon(const RungQuestion &, Rung, qint64) override { return {}; }
    bool mayCrossCodecs() const override { return false; }
    Rung reference(const media::Manifest &manifest) override { return choose({manifest, 1, {}, {}, 0}); }
    int maxInFlight() const override { return 2; }
    qint64 aheadMs() const override { return m_aheadMs; }
    qint64 refillMs() const override { return 0; }
    void observed(const LinkPiece &) override {}
    void overloaded(Rung) override {}
    void setMode(QualityMode) override {}

private:
    const Rung m_wanted;
    const qint64 m_aheadMs;
};

class AdaptiveRungPolicy final : public RungPolicy {
public:
    AdaptiveRungPolicy(QualityMode mode, const Clock &clock) : m_clock(clock), m_mode(mode) {}

    Rung choose(const RungQuestion &question) override
    {
        // What came with the session is here already; with time to fetch better, or Hi-Fi pinned, it is left.
        if (question.chunk == 0 && question.inlined && m_mode != QualityMode::HiFi && question.bufferedMs < leastRefillMs)
            return *question.inlined;
        return chooseRung(snapshot(question));
    }
    std::optional<Rung> abandon(const RungQuestion &question, Rung rung, qint64 receivedBytes) override
    {
        return planAbandonment(snapshot(question), rung, receivedBytes);
    }
    bool mayCrossCodecs() const override { return true; }
    Rung reference(const media::Manifest &manifest) override
    {
        return m_mode == QualityMode::DataSaver ? manifest.rungs.front().rung : manifest.rungs.back().rung;
    }
    int maxInFlight() const override { return 1; }
    qint64 aheadMs() const override { return m_mode == QualityMode::DataSaver ? dataSaverAheadMs : adaptiveAheadMs; }
    qint64 refillMs() const override { return player::refillMs(m_link, aheadMs()); }
    void observed(const LinkPiece &piece) override { m_link.add(piece); }
    void overloaded(Rung rung) override
    {
        m_ceiling = rung == Rung::Opus24 ? rung : Rung(quint8(rung) - 1);
        m_ceilingUntil = m_clock.monotonic() + std::chrono::milliseconds(overloadMs);
    }
    void setMode(QualityMode mode) override { m_mode = mode; }

private:
    [[nodiscard]] AdaptiveSnapshot snapshot(const RungQuestion &question) const
    {
        const bool spared = m_ceiling && m_clock.monotonic() < m_ceilingUntil;
        return {.manifest = question.manifest,
                .chunk = question.chunk,
                .previous = question.previous,
                .bufferedMs = question.bufferedMs,
                .limitMs = aheadMs(),
                .link = m_link,
                .mode = m_mode,
                .ceiling = spared ? m_ceiling : std::nullopt};
    }

    const Clock &m_clock;
    QualityMode m_mode;
    LinkHistory m_link;
    std::optional<Rung> m_ceiling;
    std::chrono::nanoseconds m_ceilingUntil{0};
};

} // namespace

std::unique_ptr<RungPolicy> createFixedRungPolicy(Rung wanted, qint64 aheadMs)
{
    return std::make_unique<FixedRungPolicy>(wanted, aheadMs);
}

std::unique_ptr<RungPolicy> createAdaptiveRungPolicy(QualityMode mode, const Clock &clock)
{
    return std::make_unique<AdaptiveRungPolicy>(mode, clock);
}

} // namespace melody::player
