// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <edge_choice.h>
#include <support/test_main.h>

using namespace melody;
using namespace melody::remote;
using namespace std::chrono_literals;

class EdgeChoiceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFirstIsPreferred() { QCOMPARE(chooseEdge({{}, {}, {}}, {false, false, false}, 0ns), 0); }
    void oneThatFailedRestsAndIsTriedAgain()
    {
        const EdgeHealth failed = afterFailure({}, 100s);
        QCOMPARE(chooseEdge({failed, {}}, {false, false}, 101s), 1);
        QCOMPARE(chooseEdge({failed, {}}, {false, false}, 104s), 1);
        QCOMPARE(chooseEdge({failed, {}}, {false, false}, 105s), 0);
    }
    void everyFurtherFailureDoublesTheRestUpToALimit()
    {
        EdgeHealth health;
        std::vector<std::chrono::nanoseconds> rests;
        for (int i = 0; i < 8; ++i) {
            health = afterFailure(health, 0ns);
            rests.push_back(health.restsUntil);
        }
        QCOMPARE(rests, (std::vector<std::chrono::nanoseconds>{5s, 10s, 20s, 40s, 80s, 80s, 80s, 80s}));
    }
    void whatWasAskedAlreadyComesLast()
    {
        QCOMPARE(chooseEdge({{}, {}, {}}, {true, false, false}, 0ns), 1);
        const EdgeHealth failed = afterFailure({}, 0ns);
        QCOMPARE(chooseEdge({{}, failed}, {true, false}, 1s), 1);
        QCOMPARE(chooseEdge({{}, failed}, {true, true}, 1s), 0);
    }
    void whenAllRestTheOneThatIsReadyFirstIsAsked()
    {
        const std::vector<EdgeHealth> edges{afterFailure({}, 10s), afterFailure({}, 4s), afterFailure({}, 8s)};
        QCOMPARE(chooseEdge(edges, {false, false, false}, 8s), 1);
    }
};

MELODY_TEST(EdgeChoiceTest)
#include "edge_choice_test.moc"
