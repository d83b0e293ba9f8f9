// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <engine/rung_policy.h>

namespace melody::player {
namespace {

class FixedRungPolicy final : public RungPolicy {
public:
    explicit FixedRungPolicy(media::Rung wanted) : m_wanted(wanted) {}

    media::Rung choose(const RungQuestion &question) override
    {
        media::Rung best = question.manifest.rungs.front().rung;
        for (const media::RungInfo &info : question.manifest.rungs) {
            if (info.rung <= m_wanted)
                best = info.rung;
        }
        const bool inlinedFits = question.inlined && *question.inlined != media::Rung::Flac && best != media::Rung::Flac;
        return question.chunk == 0 && inlinedFits ? *question.inlined : best;
    }

private:
    media::Rung m_wanted;
};

} // namespace

std::unique_ptr<RungPolicy> createFixedRungPolicy(media::Rung wanted)
{
    return std::make_unique<FixedRungPolicy>(wanted);
}

} // namespace melody::player
