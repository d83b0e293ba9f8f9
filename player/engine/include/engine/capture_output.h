// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An output without a device: keeps what it is given, in memory or in a WAV file (32-bit float). For tests, benchmarks and
// machines without sound.
#pragma once

#include <engine/audio_output.h>

#include <chrono>
#include <memory>
#include <vector>

namespace melody::player {

enum class CapturePace {
    Fast,     // takes sound as soon as there is some; never runs dry
    RealTime, // takes it at the sample rate, as a device with 40 ms of buffer does
    Stepped,  // takes it when advance() is called, in the caller's thread
    Hurried,  // as a device, hurriedSpeed times as fast, and keeps nothing of it. Time stands still while sound is missing, for up to
              // hurriedPatience: engine and network have as long as they would have had beside a device before it counts as run dry
};

inline constexpr int hurriedSpeed = 48; // eight hours in ten minutes
inline constexpr std::chrono::milliseconds hurriedPatience{1'000};

class CaptureOutput : public AudioOutput {
public:
    // Interleaved frames so far. Silence that stood in for missing sound is part of it.
    [[nodiscard]] virtual std::vector<float> samples() const = 0;
    [[nodiscard]] virtual AudioFormat format() const = 0;
    // Stepped only: the device plays `frames` frames now.
    virtual void advance(int frames) = 0;
    // As if the device were pulled out, and another one were there at once.
    virtual void loseDevice() = 0;
    // False: as if the device were pulled out; open() finds none until it is true again.
    virtual void setDevice(bool present) = 0;
};

// An empty `wavFile` keeps samples in memory only; else they go to the file only, which is complete after close().
[[nodiscard]] std::unique_ptr<CaptureOutput> createCaptureOutput(CapturePace pace, const QString &wavFile = {});

} // namespace melody::player
