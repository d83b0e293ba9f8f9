// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which rung the next chunk is fetched on, and how much is fetched ahead: fixed, or by player/adaptive.
#pragma once

#include <adaptive/rung_choice.h>
#include <values/clock.h>

#include <memory>

namespace melody::player {

struct RungQuestion {
    const media::Manifest &manifest;     // only rungs the session may have
    int chunk = 0;                       // to be fetched next
    std::optional<media::Rung> inlined;  // rung of the first chunk that came with the session
    std::optional<media::Rung> previous; // rung of the chunk before this one
    qint64 bufferedMs = 0;               // music fetched ahead of what plays
};

// Thread: the engine's.
class RungPolicy {
public:
    virtual ~RungPolicy() = default;
    [[nodiscard]] virtual media::Rung choose(const RungQuestion &question) = 0;
    // The chunk in question is under way on `rung`: on which to begin it anew.
    [[nodiscard]] virtual std::optional<media::Rung> abandon(const RungQuestion &question, media::Rung rung, qint64 receivedBytes) = 0;
    // Whether one track may go from Opus to FLAC and back.
    [[nodiscard]] virtual bool mayCrossCodecs() const = 0;
    // The rung whose sample rate the device should run at.
    [[nodiscard]] virtual media::Rung reference(const media::Manifest &manifest) = 0;
    [[nodiscard]] virtual int maxInFlight() const = 0;
    // Music to hold ahead, and how much of it after the buffer ran empty makes the music go on.
    [[nodiscard]] virtual qint64 aheadMs() const = 0;
    [[nodiscard]] virtual qint64 refillMs() const = 0;

    virtual void observed(const LinkPiece &piece) = 0;
    // The server refused a chunk on this rung because too much is going on.
    virtual void overloaded(media::Rung rung) = 0;
    virtual void setMode(QualityMode mode) = 0;
};

// Chunk 0 on the inlined rung, if one came and it is an Opus rung as `wanted` is; every other chunk on `wanted`, or on the
// best rung below it that the manifest has (the lowest one, if there is none).
[[nodiscard]] std::unique_ptr<RungPolicy> createFixedRungPolicy(media::Rung wanted, qint64 aheadMs = 30'000);

// player/adaptive. After an overload the ceiling is one rung lower for `overloadMs`, by `clock`, which must outlive it.
inline constexpr qint64 adaptiveAheadMs = 240'000;
inline constexpr qint64 dataSaverAheadMs = 30'000;
inline constexpr qint64 overloadMs = 30'000;
[[nodiscard]] std::unique_ptr<RungPolicy> createAdaptiveRungPolicy(QualityMode mode, const Clock &clock);

} // namespace melody::player
