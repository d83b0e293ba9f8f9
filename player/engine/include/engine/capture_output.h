// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An output without a device: keeps what it is given, in memory or in a WAV file (32-bit float). For tests, benchmarks and
// machines without sound.
#pragma once

#include <engine/audio_output.h>

#include <memory>
#include <vector>

namespace melody::player {

enum class CapturePace {
    Fast,     // takes sound as soon as there is some; never runs dry
    RealTime, // takes it at the sample rate, as a device with 40 ms of buffer does
    Stepped,  // takes it when advance() is called, in the caller's thread
};

class CaptureOutput : public AudioOutput {
public:
    // Interleaved frames so far. Silence that stood in for missing sound is part of it.
    [[nodiscard]] virtual std::vector<float> samples() const = 0;
    [[nodiscard]] virtual AudioFormat format() const = 0;
    // Stepped only: the device plays `frames` frames now.
    virtual void advance(int frames) = 0;
    // As if the device were pulled out.
    virtual void loseDevice() = 0;
};

// An empty `wavFile` keeps samples in memory only; else they go to the file only, which is complete after close().
[[nodiscard]] std::unique_ptr<CaptureOutput> createCaptureOutput(CapturePace pace, const QString &wavFile = {});

} // namespace melody::player
