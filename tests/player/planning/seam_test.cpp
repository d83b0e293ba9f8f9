// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/seam.h>
#include <support/test_main.h>

using namespace melody;
using namespace melody::player;

class SeamTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aJoinKeepsEveryFrameAndEndsInTheNextSound()
    {
        std::vector<float> samples(200, 1.0F);
        join(samples, 1'000, std::vector<float>(100, 0.0F), 1'080, 20);
        QCOMPARE(samples.size(), 260U);
        QCOMPARE(samples[2 * 79], 1.0F);
        QVERIFY(samples[2 * 80] > 0.9F);
        QVERIFY(samples[2 * 99] < 0.1F);
        QCOMPARE(samples[2 * 100], 0.0F);
        for (size_t i = 160; i < 198; i += 2)
            QVERIFY(samples[i] >= samples[i + 2]);
    }
    void aJoinBesideAHoleFillsItWithSilence()
    {
        std::vector<float> samples(20, 1.0F);
        join(samples, 0, std::vector<float>(10, 0.5F), 15, 5);
        QCOMPARE(samples.size(), 40U);
        QCOMPARE(samples[2 * 12], 0.0F);
        QCOMPARE(samples[2 * 15], 0.5F);
    }
};

MELODY_TEST(SeamTest)
#include "seam_test.moc"
