// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real outputs. The device is the system's default and changes with it; when the one that plays goes away, the output is lost and the
// player pauses. The thread starts when they are made and looks for the device, so that the first open() is quick.
#pragma once

#include <engine/audio_output.h>

#include <memory>

namespace melody::player {

// What suits the system: PulseAudio's protocol where the build has it, else Qt Multimedia.
[[nodiscard]] std::unique_ptr<AudioOutput> createSinkOutput();

// A stream of PulseAudio's client library (which PipeWire serves, too), on that library's thread. The server asks for sound, so nothing
// wakes while nothing plays. Only where the build has it.
[[nodiscard]] std::unique_ptr<AudioOutput> createPulseOutput();

// QAudioSink in push mode on a thread of its own, for systems without PulseAudio. Needs a QCoreApplication.
[[nodiscard]] std::unique_ptr<AudioOutput> createQtOutput();

} // namespace melody::player
