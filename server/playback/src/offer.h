// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: which rungs of an asset a listener is offered.
#pragma once

#include <media/manifest.h>

namespace melody::playback {

// The manifest without the rungs above `highest`; without rungs when nothing is left.
[[nodiscard]] media::Manifest offered(const media::Manifest &manifest, media::Rung highest);

// The rung of the chunk that travels inside the answer: what was wished for, or else the next lower that is offered, or else
// the lowest. `offer` has rungs.
[[nodiscard]] media::Rung firstRung(const media::Manifest &offer, media::Rung wished);

} // namespace melody::playback
