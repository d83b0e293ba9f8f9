// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real output: QAudioSink in push mode on a thread of its own. The device is the system's default.
#pragma once

#include <engine/audio_output.h>

#include <memory>

namespace melody::player {

// Needs a QCoreApplication. The thread starts here, so that the first open() is quick.
[[nodiscard]] std::unique_ptr<AudioOutput> createSinkOutput();

} // namespace melody::player
