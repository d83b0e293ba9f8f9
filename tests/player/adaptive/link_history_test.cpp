// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <adaptive/link_history.h>
#include <support/test_main.h>

#include <cmath>

using namespace melody;
using namespace melody::player;

namespace {

void pass(LinkHistory &link, double kbps, int seconds)
{
    for (int i = 0; i < seconds; ++i)
        link.add({1000, kbps * 1000 / 8});
}

} // namespace

class LinkHistoryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsKnownBeforeTheFirstPiece()
    {
        const LinkHistory link;
        QVERIFY(!link.shortKbps());
        QVERIFY(!link.longKbps());
    }
    void aSteadyLinkIsKnownExactly()
    {
        LinkHistory link;
        pass(link, 400, 30);
        QVERIFY(std::abs(*link.shortKbps() - 400) < 0.001);
        QVERIFY(std::abs(*link.longKbps() - 400) < 0.001);
        QVERIFY(link.worstDrainMs() < 10'000); // what was feared before
    }
    void howTimeIsCutIntoPiecesChangesNothing()
    {
        LinkHistory fine;
        LinkHistory coarse;
        for (int i = 0; i < 100; ++i)
            fine.add({100, 5'000});
        for (int i = 0; i < 5; ++i)
            coarse.add({2'000, 100'000});
        QVERIFY(std::abs(*fine.longKbps() - *coarse.longKbps()) < 0.001);
    }
    void theShortAverageFollowsSoonerThanTheLongOne()
    {
        LinkHistory link;
        pass(link, 1000, 120);
        pass(link, 100, 10); // a short window: half of it is forgotten
        QVERIFY(std::abs(*link.shortKbps() - 550) < 1);
        QVERIFY(*link.longKbps() > 850);
    }
    void silenceIsAMeasurement()
    {
        LinkHistory link;
        pass(link, 500, 20);
        pass(link, 0, 40);
        QVERIFY(*link.shortKbps() < 50);
        QVERIFY(std::abs(link.worstDrainMs() - 40'000) < 1);
    }
    void theWorstOutageIsRememberedAndSlowlyForgotten()
    {
        LinkHistory link;
        pass(link, 0, 30);
        pass(link, 1000, 60);
        QVERIFY(link.worstDrainMs() > 28'000);
        pass(link, 1000, 20 * 60);
        QVERIFY(link.worstDrainMs() > 10'000);
        QVERIFY(link.worstDrainMs() < 16'000);
    }
    void trickleIsAnOutageInTheMeasureOfTheLowestRung()
    {
        LinkHistory link;
        pass(link, 12, 60); // half of what the lowest rung needs
        QVERIFY(std::abs(link.worstDrainMs() - 30'000) < 1);
    }
    void whatCameInNoTimeDoesNotBreakTheAverages()
    {
        LinkHistory link;
        link.add({0, 12'000});
        link.add({0, 0});
        link.add({-5, -7});
        QVERIFY(std::isfinite(*link.shortKbps()));
        QVERIFY(*link.shortKbps() >= 0);
    }
};

MELODY_TEST(LinkHistoryTest)
#include "link_history_test.moc"
