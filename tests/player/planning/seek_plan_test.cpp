// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <planning/seek_plan.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::player;

namespace {

media::RungInfo rungOf(media::Rung rung, int rate, qint64 samples, int delay)
{
    media::RungInfo info;
    info.rung = rung;
    info.sampleRate = rate;
    info.samples = samples;
    info.encoderDelay = delay;
    info.chunks.resize(size_t(media::chunkCount(std::chrono::milliseconds(samples * 1000 / rate))));
    return info;
}

} // namespace

class SeekPlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theStartOnlySkipsTheEncodersDelay()
    {
        const auto opus = rungOf(media::Rung::Opus64, 48'000, 48'000 * 60, 312);
        QCOMPARE(planSeek(opus, 0), (SeekPlan{0, 312, 0}));
    }
    void flacLandsInTheChunkItself()
    {
        const auto flac = rungOf(media::Rung::Flac, 44'100, 44'100 * 60, 0);
        QCOMPARE(planSeek(flac, 44'100 * 4), (SeekPlan{3, 0, 44'100 * 4}));
        QCOMPARE(planSeek(flac, 44'100 * 4 - 1), (SeekPlan{2, 44'100 * 2 - 1, 44'100 * 4 - 1}));
    }
    void opusJustAfterAChunksStartBeginsInTheChunkBefore()
    {
        const auto opus = rungOf(media::Rung::Opus64, 48'000, 48'000 * 60, 312);
        QCOMPARE(planSeek(opus, 48'000 * 4).chunk, 2);
        QCOMPARE(planSeek(opus, 48'000 * 4 + 3840).chunk, 3);
    }
    void beyondTheEndIsTheEnd()
    {
        const auto opus = rungOf(media::Rung::Opus64, 48'000, 48'000 * 5, 312);
        QCOMPARE(planSeek(opus, 48'000 * 500).target, 48'000 * 5);
        QCOMPARE(planSeek(opus, -5).target, 0);
    }
    // For any track and place: the chunk exists, the discarded samples end exactly at the target, Opus gets its pre-roll.
    void everyPlanLandsOnTheSample()
    {
        QRandomGenerator random(5);
        for (int i = 0; i < 20'000; ++i) {
            const bool isFlac = random.bounded(2) == 1;
            const int rate = isFlac ? std::array{44'100, 48'000, 96'000, 22'050}[random.bounded(4)] : 48'000;
            const auto info = rungOf(isFlac ? media::Rung::Flac : media::Rung::Opus128, rate, 1 + random.bounded(rate * 600),
                                     isFlac ? 0 : int(random.bounded(4'000)));
            const qint64 wanted = random.bounded(int(info.samples) + 1);
            const SeekPlan plan = planSeek(info, wanted);
            QVERIFY(plan.chunk >= 0 && plan.chunk < int(info.chunks.size()));
            QCOMPARE(plan.target, wanted);
            const qint64 start = chunkStartSample(info, plan.chunk);
            QCOMPARE(start + plan.discard, wanted + info.encoderDelay);
            QVERIFY(plan.chunk == 0 || plan.discard >= preRollSamples(info));
            // Not a chunk earlier than needed, either.
            const bool lastChunk = plan.chunk + 1 == int(info.chunks.size());
            QVERIFY(lastChunk ||
                    chunkStartSample(info, plan.chunk + 1) > std::max<qint64>(0, wanted + info.encoderDelay - preRollSamples(info)));
        }
    }
};

MELODY_TEST(SeekPlanTest)
#include "seek_plan_test.moc"
