// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/crossfade.h>
#include <planning/gain.h>
#include <planning/sleep_plan.h>
#include <support/test_main.h>

#include <cmath>

using namespace melody;
using namespace melody::player;

class CrossfadeTest : public QObject {
    Q_OBJECT

    ContentId m_album = ContentId::create(SystemClock().now());

private Q_SLOTS:
    void songsOfDifferentAlbumsOverlapAsLongAsIsWanted()
    {
        QCOMPARE(crossfadeMs({m_album, 1, 200'000}, {{}, 0, 180'000}, 6'000), 6'000);
        QCOMPARE(crossfadeMs({m_album, 1, 200'000}, {{}, 0, 180'000}, 0), 0);
        QCOMPARE(crossfadeMs({m_album, 1, 200'000}, {{}, 0, 180'000}, -5), 0);
    }
    void anAlbumInItsOrderIsContinuous()
    {
        QCOMPARE(crossfadeMs({m_album, 3, 200'000}, {m_album, 4, 180'000}, 6'000), 0);
        QCOMPARE(crossfadeMs({m_album, 3, 200'000}, {m_album, 7, 180'000}, 6'000), 6'000);
        QCOMPARE(crossfadeMs({m_album, 4, 200'000}, {m_album, 3, 180'000}, 6'000), 6'000);
        QCOMPARE(crossfadeMs({m_album, 0, 200'000}, {m_album, 1, 180'000}, 6'000), 6'000); // no number was ever given to it
        QCOMPARE(crossfadeMs({{}, 3, 200'000}, {{}, 4, 180'000}, 6'000), 6'000);           // no album is no common album
    }
    void anAlbumOfSeveralDiscsIsContinuousFromOneToTheNext()
    {
        const auto fade = [this](int before, int after) {
            return crossfadeMs({m_album, before, 200'000}, {m_album, after, 180'000}, 6'000);
        };
        QCOMPARE(albumPlace(1, 3), 3); // as counted through the album
        QCOMPARE(albumPlace(0, 3), 3);
        QCOMPARE(albumPlace(2, 0), 0);
        QCOMPARE(fade(albumPlace(2, 3), albumPlace(2, 4)), 0);
        QCOMPARE(fade(albumPlace(1, 12), albumPlace(2, 1)), 0);
        QCOMPARE(fade(albumPlace(1, 12), albumPlace(2, 2)), 6'000);
        QCOMPARE(fade(albumPlace(1, 12), albumPlace(3, 1)), 6'000);
        QCOMPARE(fade(albumPlace(1, 3), albumPlace(2, 4)), 6'000);
    }
    void aShortSongIsInOneOverlapAtATime()
    {
        QCOMPARE(crossfadeMs({m_album, 1, 200'000}, {{}, 0, 5'000}, 12'000), 2'500);
        QCOMPARE(crossfadeMs({m_album, 1, 3'000}, {{}, 0, 50'000}, 12'000), 1'500);
    }
    void speechAndAdBreaksAreHeardWhole()
    {
        QCOMPARE(crossfadeMs({m_album, 1, 200'000}, {{}, 0, 180'000, false}, 6'000), 0);
        QCOMPARE(crossfadeMs({m_album, 1, 200'000, false}, {{}, 0, 180'000}, 6'000), 0);
    }
    void thePowerOfBothTogetherIsOneThroughout()
    {
        for (int i = -10; i <= 110; ++i) {
            const CrossfadeGains gains = equalPower(i / 100.0);
            QVERIFY(std::abs(gains.ending * gains.ending + gains.coming * gains.coming - 1) < 1e-6F);
        }
        QCOMPARE(equalPower(0).coming, 0.0F);
        QVERIFY(equalPower(1).ending < 1e-6F);
    }

    void anAlbumHasOneGainForAllOfIt()
    {
        const LevelFacts quiet{-20, -10};
        const LevelFacts album{-10, -3};
        QCOMPARE(levelGain(Loudness::Off, quiet, album), 1.0);
        QCOMPARE(levelGain(Loudness::Track, quiet, album), normalisationGain(-20, -10));
        QCOMPARE(levelGain(Loudness::Album, quiet, album), normalisationGain(-10, -3));
        QCOMPARE(levelGain(Loudness::Album, quiet, {}), normalisationGain(-20, -10));
    }

    void sleepFadesToSilenceAndOnlyThenStops()
    {
        QCOMPARE(planSleep(60'000).gain, 1.0F);
        QVERIFY(!planSleep(1).stop);
        QVERIFY(planSleep(0).stop);
        QCOMPARE(planSleep(0).gain, 0.0F);
        float before = 1;
        for (qint64 left = sleepFadeMs; left >= 0; left -= 100) {
            QVERIFY(planSleep(left).gain <= before);
            before = planSleep(left).gain;
        }
    }
};

MELODY_TEST(CrossfadeTest)
#include "crossfade_test.moc"
