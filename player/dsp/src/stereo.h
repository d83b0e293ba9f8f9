// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// All sound of this module is interleaved stereo.
#pragma once

namespace melody::player {

inline constexpr int channels = 2;

} // namespace melody::player
