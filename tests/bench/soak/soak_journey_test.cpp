// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <soak/soak.h>
#include <support/test_main.h>

using namespace melody;
using soak::Rest;

class SoakJourneyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { soak::startCountingHeap(); }

    // The short form of ./dev bench soak.
    void aRestlessListenerHearsNoGapThatTheNetworkDidNotMake()
    {
        bool given = false;
        const uint wanted = qEnvironmentVariable("MELODY_TEST_SEED").toUInt(&given);
        soak::Options options;
        options.seed = given ? wanted : 7;
        options.musicMs = 40 * 60'000;
        options.tracks = 6;
        options.trackSeconds = 45;
        qInfo("seed %u", options.seed);
        const soak::Figures figures = soak::run(options);
        qInfo("%.1f min of music in %.1f min, %d sessions, %d rung changes, %d underruns by the network, memory %+.1f %%, heap %+.2f MB",
              double(figures.heardMs) / 60'000, double(figures.wallMs) / 60'000, figures.sessions, figures.rungChanges,
              figures.underrunsByNetwork, soak::growthPercent(figures.rests, &Rest::rssMb), soak::growthMb(figures.rests, &Rest::heapMb));
        QVERIFY2(figures.faults.isEmpty(), qPrintable(figures.faults.join(QLatin1Char('\n'))));
        QCOMPARE(figures.underruns, figures.underrunsByNetwork);
        QVERIFY(figures.heardMs >= options.musicMs);
        QVERIFY(figures.rungChanges > 0);
        // What is allocated only: in this minute pages of programs and caches are still being filled, the more so on a busy machine. The
        // long form holds the process to five percent. A chunk or a connection may be there or not.
        QVERIFY(soak::growthMb(figures.rests, &Rest::heapMb) <= soak::heapSwingMb);
    }

    void whatGrowsIsFoundAndWhatSwingsIsNot()
    {
        std::vector<Rest> flat;
        std::vector<Rest> leaking;
        for (int i = 0; i < 40; ++i) {
            flat.push_back({.rssMb = i < 8 ? 20.0 + i * 5 : 60 + i % 3});
            leaking.push_back({.rssMb = 60 + i * 0.3});
        }
        QVERIFY(std::abs(soak::growthPercent(flat, &Rest::rssMb)) < 2);
        QVERIFY(soak::growthPercent(leaking, &Rest::rssMb) > 5);
        QVERIFY(soak::growthMb(leaking, &Rest::rssMb) > 5);
        QCOMPARE(soak::growthPercent({}, &Rest::rssMb), 0.0);
        QCOMPARE(soak::growthMb({}, &Rest::rssMb), 0.0);
    }
};

MELODY_TEST(SoakJourneyTest)
#include "soak_journey_test.moc"
