// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <dsp/equaliser.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

#include <cmath>
#include <numbers>

using namespace melody::player;

namespace {

std::vector<float> sine(double hz, int rate, int frames)
{
    std::vector<float> samples;
    for (int i = 0; i < frames; ++i) {
        const auto value = float(0.1 * std::sin(2 * std::numbers::pi * hz * i / rate));
        samples.insert(samples.end(), {value, value});
    }
    return samples;
}

double rmsDb(const std::vector<float> &samples, size_t from)
{
    double sum = 0;
    for (size_t i = from; i < samples.size(); ++i)
        sum += double(samples[i]) * double(samples[i]);
    return 10 * std::log10(sum / double(samples.size() - from));
}

} // namespace

class EqualiserTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void flatBandsChangeNoSample()
    {
        Equaliser equaliser;
        equaliser.set({}, 48'000);
        std::vector<float> samples = sine(1'000, 48'000, 4'800);
        const std::vector<float> before = samples;
        equaliser.process(samples.data(), 4'800);
        QVERIFY(equaliser.isFlat());
        QVERIFY(samples == before);
    }

    void aBandAloneHasItsGainAtItsCentreAndNoneFarAway()
    {
        for (int band = 0; band < equaliserBands; ++band) {
            EqualiserDb bands{};
            bands[size_t(band)] = 9;
            const double hz = equaliserHz[size_t(band)];
            QVERIFY(std::abs(equaliserResponseDb(bands, 48'000, hz) - 9) < 1e-6);
            if (hz > 500)
                QVERIFY(equaliserResponseDb(bands, 48'000, hz / 16) < 0.2);
        }
    }

    // What goes in comes out as loud as the formulas say: measured on sines, for any setting of the bands.
    void theMeasuredResponseIsTheCalculatedOne()
    {
        QRandomGenerator random(31);
        qInfo("seed 31");
        for (int round = 0; round < 24; ++round) {
            const int rate = round % 2 == 0 ? 44'100 : 48'000;
            EqualiserDb bands{};
            for (double &db : bands)
                db = random.generateDouble() * 24 - 12;
            const double hz = 40 * std::pow(400.0, random.generateDouble());
            Equaliser equaliser;
            equaliser.set(bands, rate);
            std::vector<float> samples = sine(hz, rate, rate * 2);
            const double before = rmsDb(samples, size_t(rate));
            for (int done = 0; done < rate * 2; done += 1'000) // in blocks, as it is used
                equaliser.process(samples.data() + size_t(done) * 2, std::min(1'000, rate * 2 - done));
            const double measured = rmsDb(samples, size_t(rate)) - before;
            const double wanted = equaliserResponseDb(bands, rate, hz);
            QVERIFY2(std::abs(measured - wanted) < 0.1,
                     qPrintable(QStringLiteral("%1 Hz: %2 dB, not %3").arg(hz).arg(measured).arg(wanted)));
        }
    }

    void bandsBeyondWhatTheRateCarriesAreLeftOut()
    {
        EqualiserDb bands{};
        bands[9] = 12;
        Equaliser equaliser;
        equaliser.set(bands, 24'000);
        QVERIFY(equaliser.isFlat());
    }

    void settingsOutOfRangeAreBroughtIntoIt()
    {
        SoundSettings wild;
        wild.equaliserDb = {99, -99, std::nan("")};
        wild.crossfadeMs = 99'000;
        wild.speed = 0.01;
        const SoundSettings tame = withinLimits(wild);
        QCOMPARE(tame.equaliserDb[0], 12.0);
        QCOMPARE(tame.equaliserDb[1], -12.0);
        QCOMPARE(tame.equaliserDb[2], 0.0);
        QCOMPARE(tame.crossfadeMs, 12'000);
        QCOMPARE(tame.speed, 0.5);
        wild.speed = INFINITY;
        QCOMPARE(withinLimits(wild).speed, 1.0);
    }
};

MELODY_TEST(EqualiserTest)
#include "equaliser_test.moc"
