// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Listening to what a sound server's monitor recorded.
#pragma once

#include <QtCore/QProcess>
#include <QtCore/QString>

#include <vector>

namespace melody::test {

// Records the monitor of the null sink "melody" with parec, 48 kHz, from its construction until stop().
class MonitorRecording {
public:
    explicit MonitorRecording(const QString &file);
    // The left channel.
    [[nodiscard]] std::vector<float> stop();

private:
    QString m_file;
    QProcess m_recorder;
};

// Pearson's correlation without the means, which sound doesn't have; 0 for silence.
[[nodiscard]] double correlation(const float *a, const float *b, qsizetype count);

// Where the start of `music` stands in `recorded`, found by a tenth of a second at 48 kHz that begins at frame `at` of it.
[[nodiscard]] qsizetype align(const std::vector<float> &recorded, const std::vector<float> &music, qsizetype at = 0);

[[nodiscard]] std::vector<float> leftOf(const std::vector<float> &stereo);

} // namespace melody::test
