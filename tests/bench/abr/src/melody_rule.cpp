// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <abr/simulation.h>

#include <adaptive/rung_choice.h>

namespace melody::abr {
namespace {

class MelodyRule final : public Rule {
public:
    media::Rung choose(const View &view) override { return player::chooseRung(snapshot(view)); }
    std::optional<media::Rung> abandon(const View &view, media::Rung rung, qint64 receivedBytes) override
    {
        return player::planAbandonment(snapshot(view), rung, receivedBytes);
    }
    double refillMs(const View &view) override { return double(player::refillMs(view.link, qint64(view.limitMs))); }
    bool joinsOpus() const override { return true; }

private:
    static player::AdaptiveSnapshot snapshot(const View &view)
    {
        return {.manifest = view.manifest,
                .chunk = view.chunk,
                .previous = view.previous,
                .bufferedMs = qint64(view.bufferedMs),
                .limitMs = qint64(view.limitMs),
                .link = view.link};
    }
};

} // namespace

std::unique_ptr<Rule> createMelodyRule()
{
    return std::make_unique<MelodyRule>();
}

} // namespace melody::abr
