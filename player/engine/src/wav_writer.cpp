// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wav_writer.h"

#include <engine/audio_output.h>

#include <QtCore/QDataStream>

namespace melody::player {
namespace {

constexpr quint16 formatFloat = 3;
constexpr quint32 frameBytes = AudioFormat::channels * sizeof(float);
constexpr quint32 maxDataBytes = 0xffff'0000U; // what a RIFF file can hold

} // namespace

bool WavWriter::open(int sampleRate)
{
    close();
    m_sampleRate = sampleRate;
    m_dataBytes = 0;
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return false;
    writeHeader(0);
    return true;
}

void WavWriter::write(const float *samples, qsizetype frames)
{
    const auto bytes = quint32(frames) * frameBytes;
    if (!m_file.isOpen() || m_dataBytes > maxDataBytes - bytes)
        return;
    m_file.write(reinterpret_cast<const char *>(samples), bytes); // WAVE is little endian, as are the machines we build for
    m_dataBytes += bytes;
}

void WavWriter::close()
{
    if (!m_file.isOpen())
        return;
    m_file.seek(0);
    writeHeader(m_dataBytes);
    m_file.close();
}

void WavWriter::writeHeader(quint32 dataBytes)
{
    QDataStream out(&m_file);
    out.setByteOrder(QDataStream::LittleEndian);
    out.writeRawData("RIFF", 4);
    out << quint32(36 + dataBytes);
    out.writeRawData("WAVEfmt ", 8);
    out << quint32(16) << formatFloat << quint16(AudioFormat::channels) << quint32(m_sampleRate)
        << quint32(quint32(m_sampleRate) * frameBytes) << quint16(frameBytes) << quint16(32);
    out.writeRawData("data", 4);
    out << dataBytes;
}

} // namespace melody::player
