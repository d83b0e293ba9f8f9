// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Shortens the pauses of speech, and remembers where in the track every frame that is left came from.
#pragma once

#include <QtCore/QtGlobal>

#include <deque>
#include <vector>

namespace melody::player {

// From frames as they come out to frames of the track.
class TimeMap {
public:
    void add(qint64 track, qint64 frames); // these come out next
    [[nodiscard]] qint64 out() const { return m_out; }
    // Of a frame that comes, or will come, out. Asked for in rising order: what lies before is forgotten.
    [[nodiscard]] qint64 trackAt(qint64 out);

private:
    struct Run {
        qint64 out;
        qint64 track;
    };
    std::deque<Run> m_runs;
    qint64 m_out = 0;
};

// Of a pause (below -50 dBFS) a quarter of a second stays: 240 ms of its beginning and the 10 ms before the sound comes back.
// Thread: one at a time.
class SilenceTrim {
public:
    explicit SilenceTrim(int sampleRate);
    // Interleaved stereo. `track`: of the first frame. Appends to `out` and `map`.
    void process(const float *samples, int frames, qint64 track, std::vector<float> &out, TimeMap &map);
    // No more will come: what is held back goes out.
    void flush(std::vector<float> &out, TimeMap &map);

private:
    void window(std::vector<float> &out, TimeMap &map);

    int m_windowFrames;
    int m_silent = 0; // windows, in a row
    std::vector<float> m_window;
    qint64 m_windowTrack = 0;
    std::vector<float> m_skipped; // the last one
    qint64 m_skippedTrack = 0;
};

} // namespace melody::player
