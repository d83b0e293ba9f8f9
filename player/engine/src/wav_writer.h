// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// RIFF WAVE, 32-bit float, two channels.
#pragma once

#include <QtCore/QFile>

namespace melody::player {

class WavWriter {
public:
    explicit WavWriter(const QString &path) : m_file(path) {}
    ~WavWriter() { close(); }
    WavWriter(const WavWriter &) = delete;
    WavWriter &operator=(const WavWriter &) = delete;

    bool open(int sampleRate);
    void write(const float *samples, qsizetype frames);
    void close(); // completes the header

private:
    void writeHeader(quint32 dataBytes);

    QFile m_file;
    int m_sampleRate = 0;
    quint32 m_dataBytes = 0;
};

} // namespace melody::player
