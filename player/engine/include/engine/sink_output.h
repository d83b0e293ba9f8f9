// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real output: a stream of PulseAudio's client library (which PipeWire serves, too), on that library's thread. The device is the
// system's default and changes with it; when the one that plays goes away, the output is lost and the player pauses.
#pragma once

#include <engine/audio_output.h>

#include <memory>

namespace melody::player {

// The thread starts here and connects to the sound server, so that the first open() is quick.
[[nodiscard]] std::unique_ptr<AudioOutput> createSinkOutput();

} // namespace melody::player
