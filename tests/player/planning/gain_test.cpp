// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/gain.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

#include <cmath>

using namespace melody::player;

class GainTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void loudTracksAreTurnedDownToTheTarget() { QCOMPARE(20 * std::log10(normalisationGain(-6.5, 0.5)), -7.5); }
    void quietTracksAreTurnedUpAsFarAsTheirPeakAllows()
    {
        QCOMPARE(20 * std::log10(normalisationGain(-20.0, -12.0)), 6.0);
        QCOMPARE(20 * std::log10(normalisationGain(-20.0, -4.0)), 3.0);
        QCOMPARE(normalisationGain(-20.0, 0.2), 1.0);
    }
    void silenceAndNonsenseAreLeftAlone()
    {
        QCOMPARE(normalisationGain(-70.0, -70.0), 1.0);
        QCOMPARE(normalisationGain(std::nan(""), -3.0), 1.0);
        QCOMPARE(normalisationGain(-14.0, INFINITY), 1.0);
    }
    // For any track: no clipping that the gain brought about, never louder than the target, the louder track never gains more.
    void theGainKeepsItsPromises()
    {
        QRandomGenerator random(3);
        for (int i = 0; i < 10'000; ++i) {
            const double lufs = -60 + 60 * random.generateDouble();
            const double peak = -50 + 55 * random.generateDouble();
            const double db = 20 * std::log10(normalisationGain(lufs, peak));
            QVERIFY(lufs + db <= targetLufs + 1e-9);
            QVERIFY(db <= 1e-9 || peak + db <= peakCeilingDbtp + 1e-9);
            QVERIFY(db <= maxBoostDb + 1e-9);
            QVERIFY(normalisationGain(lufs + 1, peak) <= normalisationGain(lufs, peak) + 1e-12);
        }
    }
    void theVolumeSliderEndsInSilenceAndInUnity()
    {
        QCOMPARE(volumeGain(0), 0.0);
        QCOMPARE(volumeGain(1), 1.0);
        QCOMPARE(volumeGain(2), 1.0);
        QCOMPARE(volumeGain(-1), 0.0);
        QCOMPARE(volumeGain(std::nan("")), 0.0);
        QVERIFY(volumeGain(0.5) < 0.5);
    }
};

MELODY_TEST(GainTest)
#include "gain_test.moc"
