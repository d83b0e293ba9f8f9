// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which rung the next chunk is fetched on. The one place where adaptive choice will live; today's policies are fixed.
#pragma once

#include <media/manifest.h>

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
};

// Chunk 0 on the inlined rung, if one came and it is an Opus rung as `wanted` is; every other chunk on `wanted`, or on the
// best rung below it that the manifest has (the lowest one, if there is none).
[[nodiscard]] std::unique_ptr<RungPolicy> createFixedRungPolicy(media::Rung wanted);

} // namespace melody::player
