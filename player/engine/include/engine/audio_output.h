// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The seam between the engine and a sound device. Sound is interleaved 32-bit float, always two channels.
#pragma once

#include <values/result.h>

#include <functional>

namespace melody::player {

struct AudioFormat {
    int sampleRate = 48'000;
    static constexpr int channels = 2;
    bool operator==(const AudioFormat &) const = default;
};

// Where an output takes its sound from: the engine's mixer. Thread: the output's; neither method locks or allocates.
class AudioFeed {
public:
    virtual ~AudioFeed() = default;
    // Writes up to `frames` finished frames (gain, volume and fades applied) to `out` and returns how many there were: fewer
    // when paused, at the end of the queue, or when the music has not arrived. What is taken counts as rendered.
    [[nodiscard]] virtual int pull(float *out, int frames) = 0;
    // The device would run dry, so the output gives it silence. An underrun, if music was due.
    virtual void ranDry() = 0;
};

// Thread: every method may be called from any thread; the events come from a thread of the output's.
class AudioOutput {
public:
    struct Events {
        std::function<void(AudioFormat)> opened; // what the device really runs at; may differ from what was wanted
        std::function<void(Error)> lost;         // could not be opened ("no_output_device") or went away ("output_lost")
    };

    virtual ~AudioOutput() = default;
    // Begins to open and returns at once; exactly one event answers. A device that is open in that format already stays open.
    virtual void open(const AudioFormat &wanted, AudioFeed &feed, Events events) = 0;
    // When it returns, neither the feed nor the events are touched any more.
    virtual void close() = 0;
    // There is sound to take now: don't wait for the next period.
    virtual void wake() = 0;
    // There is more than before. For an output that has no period and came short.
    virtual void written() {}
    // On: nobody watches, so it may take more at a time and hold more, and commands may be heard a little later.
    virtual void setRelaxed(bool /*on*/) {}
    // How many times as fast as it would be heard it takes the sound; 1 for everything that is heard.
    [[nodiscard]] virtual int speed() const { return 1; }
    // Frames that were taken and are not heard yet.
    [[nodiscard]] virtual qint64 queuedFrames() const = 0;
};

} // namespace melody::player
