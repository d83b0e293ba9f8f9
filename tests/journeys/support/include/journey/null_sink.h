// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A sound device that nobody hears: a private PulseAudio with a null sink. While it lives, this process and its children play
// into it (PULSE_SERVER). A null sink takes sound in real time, as a card does.
#pragma once

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

namespace melody::test {

// Thread: the main one, before any sound was played.
class NullSink {
public:
    explicit NullSink(int sampleRate = 48'000);
    ~NullSink();
    NullSink(const NullSink &) = delete;
    NullSink &operator=(const NullSink &) = delete;

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
};

} // namespace melody::test
