// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <dsp/peak_guard.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

#include <cmath>
#include <numbers>

using namespace melody::player;

namespace {

constexpr int rate = 48'000;
const float ceiling = std::pow(10.0F, -1.0F / 20.0F);

std::vector<float> sine(double hz, double level, double phase = 0)
{
    std::vector<float> samples;
    for (int i = 0; i < rate; ++i) {
        const auto value = float(level * std::sin(2 * std::numbers::pi * hz * i / rate + phase));
        samples.insert(samples.end(), {value, value});
    }
    return samples;
}

void guard(std::vector<float> &samples)
{
    PeakGuard peakGuard(-1.0);
    for (size_t done = 0; done < samples.size(); done += 2'048)
        peakGuard.process(samples.data() + done, int(std::min<size_t>(2'048, samples.size() - done) / 2), rate);
}

float peak(const std::vector<float> &samples)
{
    float highest = 0;
    for (const float sample : samples)
        highest = std::max(highest, std::abs(sample));
    return highest;
}

} // namespace

class PeakGuardTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatStaysUnderTheCeilingIsNotTouched()
    {
        std::vector<float> samples = sine(997, 0.88);
        const std::vector<float> before = samples;
        guard(samples);
        QVERIFY(samples == before);
    }

    void noSampleEverPassesTheCeiling()
    {
        QRandomGenerator random(7);
        qInfo("seed 7");
        for (int round = 0; round < 20; ++round) {
            std::vector<float> samples = sine(50 + 8'000 * random.generateDouble(), 0.1 + 6 * random.generateDouble());
            for (size_t i = 0; i < samples.size(); ++i) { // bursts, too
                if (i / 9'000 % 2 == 0)
                    samples[i] *= 0.1F;
            }
            guard(samples);
            QVERIFY(peak(samples) <= ceiling + 1e-6F);
        }
    }

    // A sine of a quarter of the rate whose samples miss its peaks by 3 dB: only interpolation shows how high it goes.
    void peaksBetweenSamplesAreSeen()
    {
        std::vector<float> samples = sine(rate / 4.0, 1.2, std::numbers::pi / 4);
        QVERIFY(peak(samples) < ceiling);
        guard(samples);
        const std::vector<float> settled(samples.begin() + 4'800, samples.end());
        const float truePeak = peak(settled) * float(std::numbers::sqrt2);
        QVERIFY2(truePeak <= ceiling * 1.02F && truePeak > ceiling * 0.9F, qPrintable(QString::number(double(truePeak))));
    }

    void theLevelComesBackAfterAPeakWithoutAClick()
    {
        std::vector<float> samples = sine(100, 0.5);
        for (int i = 20'000; i < 20'100; ++i)
            samples[size_t(i)] *= 4;
        guard(samples);
        const std::vector<float> clean = sine(100, 0.5);
        for (size_t i = samples.size() - 20'000; i < samples.size(); ++i)
            QCOMPARE(samples[i], clean[i]);
        float step = 0;
        for (size_t i = 20'200; i + 2 < samples.size(); i += 2)
            step = std::max(step, std::abs(samples[i + 2] - samples[i]));
        QVERIFY(step < 0.5F * 2 * float(std::numbers::pi) * 100 / rate * 1.1F);
    }
};

MELODY_TEST(PeakGuardTest)
#include "peak_guard_test.moc"
