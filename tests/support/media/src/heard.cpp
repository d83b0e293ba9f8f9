// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/heard.h>

#include <QtCore/QDeadlineTimer>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QThread>

#include <cmath>
#include <cstring>

namespace melody::test {

using namespace Qt::StringLiterals;

MonitorRecording::MonitorRecording(const QString &file) : m_file(file)
{
    m_recorder.setStandardOutputFile(file);
    m_recorder.start(u"parec"_s, {u"--raw"_s, u"--device=melody.monitor"_s, u"--format=float32le"_s, u"--rate=48000"_s, u"--channels=2"_s,
                                  u"--latency-msec=50"_s});
    const QDeadlineTimer deadline(30'000);
    while (QFileInfo(file).size() < 48'000) {
        if (deadline.hasExpired())
            qFatal("parec records nothing");
        QThread::msleep(10);
    }
}

std::vector<float> MonitorRecording::stop()
{
    m_recorder.terminate();
    m_recorder.waitForFinished();
    QFile raw(m_file);
    if (!raw.open(QIODevice::ReadOnly))
        qFatal("%s can't be read", qPrintable(m_file));
    const QByteArray bytes = raw.readAll();
    std::vector<float> stereo(size_t(bytes.size()) / sizeof(float));
    std::memcpy(stereo.data(), bytes.constData(), stereo.size() * sizeof(float));
    return leftOf(stereo);
}

double correlation(const float *a, const float *b, qsizetype count)
{
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (qsizetype i = 0; i < count; ++i) {
        ab += double(a[i]) * double(b[i]);
        aa += double(a[i]) * double(a[i]);
        bb += double(b[i]) * double(b[i]);
    }
    return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

qsizetype align(const std::vector<float> &recorded, const std::vector<float> &music, qsizetype at)
{
    constexpr qsizetype window = 4'800;
    qsizetype best = 0;
    double highest = -1;
    for (qsizetype lag = at; lag + window < qsizetype(recorded.size()); ++lag) {
        if (recorded[size_t(lag + window / 2)] == 0.0F)
            continue; // silence
        if (const double here = correlation(recorded.data() + lag, music.data() + at, window); here > highest) {
            highest = here;
            best = lag - at;
        }
    }
    return best;
}

std::vector<float> leftOf(const std::vector<float> &stereo)
{
    std::vector<float> left;
    left.reserve(stereo.size() / 2);
    for (size_t i = 0; i + 1 < stereo.size(); i += 2)
        left.push_back(stereo[i]);
    return left;
}

} // namespace melody::test
