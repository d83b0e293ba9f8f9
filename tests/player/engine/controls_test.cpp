// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a listener does while it plays. Time is the stepped device's, so nothing here depends on how fast the machine is.

#include "player_bench.h"

#include <values/fast_clock.h>

#include <cmath>

using namespace melody;
using namespace melody::player;
using namespace melody::test;
using media::Rung;

namespace {

constexpr int rate = 44'100;
constexpr int fadeFrames = 441;

// Left channel.
std::vector<float> left(const std::vector<float> &stereo)
{
    std::vector<float> out;
    for (size_t i = 0; i < stereo.size(); i += 2)
        out.push_back(stereo[i]);
    return out;
}

float largestStep(const std::vector<float> &mono)
{
    float largest = 0;
    for (size_t i = 1; i < mono.size(); ++i)
        largest = std::max(largest, std::abs(mono[i] - mono[i - 1]));
    return largest;
}

// Where `music` from `frame` on for `count` frames stands in what was heard; -1 when it does not.
qsizetype find(const std::vector<float> &heard, const std::vector<float> &music, qint64 frame, qint64 count)
{
    const auto from = music.begin() + frame;
    const auto found = std::search(heard.begin(), heard.end(), from, from + count);
    return found == heard.end() ? -1 : found - heard.begin();
}

} // namespace

class ControlsTest : public QObject {
    Q_OBJECT

    // A FLAC sweep on a stepped device that has heard the first second of it.
    struct Playing : PlayerBench {
        explicit Playing(double seconds = 12.0) : PlayerBench(CapturePace::Stepped), pcm(sweep(rate, seconds)), music(left(toFloat(pcm)))
        {
            track = source.add(makeAsset(pcm, {Rung::Flac}));
            start(plain(Rung::Flac));
            play({track});
            heardOneSecond = stepsUntil([](const PlayerState &state) { return state.positionMs >= 1'000; });
        }
        [[nodiscard]] std::vector<float> heard(size_t from = 0) const
        {
            std::vector<float> all = left(output->samples());
            all.erase(all.begin(), all.begin() + qsizetype(from));
            return all;
        }
        Pcm pcm;
        std::vector<float> music;
        ContentId track;
        bool heardOneSecond = false;
    };

private Q_SLOTS:
    void aSeekLandsOnItsSample_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::newRow("backward, into what was heard") << qint64(200);
        QTest::newRow("forward, start of a chunk") << qint64(8'000);
        QTest::newRow("forward, inside a chunk") << qint64(6'789);
    }
    void aSeekLandsOnItsSample()
    {
        QFETCH(qint64, ms);
        Playing bench;
        QVERIFY(bench.heardOneSecond);
        const size_t before = bench.heard().size();
        bench.player->seek(ms);
        QVERIFY(bench.reaches([ms](const PlayerState &state) { return state.positionMs == ms; }));
        QVERIFY(bench.stepsUntil([ms](const PlayerState &state) { return state.positionMs >= ms + 500; }));
        const std::vector<float> after = bench.heard(before);
        const qint64 target = ms * rate / 1000;
        const qsizetype settled = find(after, bench.music, target + fadeFrames, 2'000);
        QVERIFY(settled >= fadeFrames);
        // Before that it fades in, from the target on, out of silence.
        const qsizetype start = settled - fadeFrames;
        QVERIFY(start == 0 || after[size_t(start) - 1] == 0.0F);
        for (int i = 0; i < fadeFrames; ++i)
            QVERIFY(std::abs(after[size_t(start + i)]) <= std::abs(bench.music[size_t(target + i)]) + 1e-6F);
        QCOMPARE(bench.player->state().current.underruns, 0);
    }

    void anOpusSeekLandsOnItsSampleToo()
    {
        TestAsset asset = makeAsset(sweep(48'000, 12.0), {Rung::Opus128});
        const std::vector<float> whole = left(decodeWhole(asset, Rung::Opus128));
        PlayerBench bench;
        const ContentId track = bench.source.add(std::move(asset));
        bench.start(plain(Rung::Opus128));
        bench.play({track}, 5'321);
        QVERIFY(bench.finishes(1));
        const std::vector<float> heard = left(bench.output->samples());
        const size_t target = 5'321 * 48;
        QCOMPARE(heard.size(), whole.size() - target);
        double worst = 0;
        for (size_t i = 480; i < heard.size(); ++i)
            worst = std::max(worst, double(std::abs(heard[i] - whole[target + i])));
        QVERIFY2(worst < 2e-3, qPrintable(QString::number(worst)));
    }

    void seeksInQuickSuccessionEndAtTheLast()
    {
        Playing bench;
        for (int i = 0; i < 50; ++i)
            bench.player->seek((i * 937) % 11'000);
        bench.player->seek(7'000);
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs >= 7'300; }));
        QVERIFY(bench.player->state().positionMs < 8'000);
        QVERIFY(find(bench.heard(), bench.music, 7 * rate + fadeFrames, 2'000) >= 0);
    }

    void pausingAndResumingLosesNoMusicAndDoesNotClick()
    {
        Playing bench;
        const float usual = largestStep(bench.music);
        bench.player->pause();
        QVERIFY(bench.reaches(PlaybackStatus::Paused));
        bench.output->advance(rate / 2);
        const auto pausedAt = bench.heard().size();
        bench.output->advance(rate / 2);
        const std::vector<float> silence = bench.heard(pausedAt);
        QVERIFY(std::all_of(silence.begin(), silence.end(), [](float sample) { return sample == 0.0F; }));
        QCOMPARE(bench.player->state().current.underruns, 0);
        bench.player->resume();
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.status == PlaybackStatus::Stopped; }));
        const std::vector<float> heard = bench.heard();
        QVERIFY(largestStep(heard) <= usual + 2.0F / fadeFrames);
        // The music goes on with the sample after the last that was faded out.
        const auto tail = bench.music.size() - 3 * rate;
        const qsizetype late = find(heard, bench.music, qint64(tail), 2 * rate);
        const qsizetype early = find(heard, bench.music, 1'000, rate / 2);
        QVERIFY(early >= 0 && late > early);
        const auto zeros = [](const std::vector<float> &samples, qsizetype from, qsizetype to) {
            return std::count(samples.begin() + from, samples.begin() + to, 0.0F);
        };
        const qsizetype silent = zeros(heard, early, late) - zeros(bench.music, 1'000, qsizetype(tail));
        const qsizetype between = late - early - silent;
        QVERIFY2(std::abs(between - qsizetype(tail - 1'000)) <= 2, qPrintable(QString::number(between))); // a fade ends in zeros
    }

    void theVolumeIsRampedWithoutAClick()
    {
        Playing bench;
        const float usual = largestStep(bench.music);
        for (const double volume : {0.2, 1.0, 0.0, 0.7}) {
            bench.player->setVolume(volume);
            QVERIFY(bench.reaches([volume](const PlayerState &state) { return state.volume == volume; }));
            bench.settle();
            bench.output->advance(rate / 4);
        }
        bench.player->setMuted(true);
        QVERIFY(bench.reaches([](const PlayerState &state) { return state.muted; }));
        bench.settle();
        bench.output->advance(rate / 2);
        const std::vector<float> heard = bench.heard();
        QVERIFY(largestStep(heard) <= usual + 2.0F / (0.02F * rate));
        QCOMPARE(heard.back(), 0.0F);
        QVERIFY(bench.reaches([](const PlayerState &state) { return state.positionMs > 2'000; })); // silent, but going on
    }

    void previousRestartsAfterThreeSecondsElseGoesBack()
    {
        PlayerBench bench(CapturePace::Stepped);
        const ContentId first = bench.source.add(makeAsset(sweep(rate, 8.0), {Rung::Flac}));
        const ContentId second = bench.source.add(makeAsset(sweep(rate, 8.0), {Rung::Flac}));
        bench.start(plain(Rung::Flac));
        bench.play({first, second});
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs >= 500; }));
        bench.player->next();
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.queue.currentIndex() == 1 && state.positionMs > 3'100; }));
        const PlaybackId session = bench.player->state().current.session;
        bench.player->previous();
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs < 1'000; }, 100));
        QCOMPARE(bench.player->state().current.session, session); // still the same play
        bench.player->previous();
        QVERIFY(bench.reaches([](const PlayerState &state) { return state.queue.currentIndex() == 0; }));
        QCOMPARE(bench.player->state().played.size(), 2);
        QVERIFY(!bench.player->state().played[0].ended);
    }

    void nextAtTheEndOfTheQueueStops()
    {
        Playing bench;
        bench.player->next();
        QVERIFY(bench.reaches(PlaybackStatus::Stopped));
        QVERIFY(bench.source.closedSessions().contains(bench.source.openedSessions().front()));
    }

    void editsBehindTheCurrentRowAreHeard()
    {
        PlayerBench bench(CapturePace::Stepped);
        const ContentId first = bench.source.add(makeAsset(sweep(rate, 2.0), {Rung::Flac}));
        const ContentId unwanted = bench.source.add(makeAsset(sweep(rate, 3.0), {Rung::Flac}));
        const Pcm pcm = sweep(rate, 1.5);
        const ContentId wanted = bench.source.add(makeAsset(pcm, {Rung::Flac}));
        bench.start(plain(Rung::Flac));
        bench.play({first, unwanted});
        // So far that the unwanted track is decoded into the ring already.
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs >= 1'500; }));
        bench.player->editQueue([&](PlayQueue &queue) {
            QVERIFY(queue.remove(queue.items()[1].entry));
            QueueItem item;
            item.content = wanted;
            queue.append({item});
        });
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.status == PlaybackStatus::Stopped; }));
        const QList<ItemReport> played = bench.player->state().played;
        QCOMPARE(played.size(), 2);
        QVERIFY(played[0].ended && played[1].ended);
        QCOMPARE(played[1].item.content, wanted);
        QCOMPARE(played[1].renderedMs, 1'500);
        QVERIFY(find(left(bench.output->samples()), left(toFloat(pcm)), 0, pcm.frames()) > 0);
    }

    void theDeviceGoingAwayPausesAndSaysSo()
    {
        Playing bench;
        const qint64 before = bench.player->state().positionMs;
        bench.output->loseDevice();
        QVERIFY(bench.reaches(PlaybackStatus::Paused));
        QCOMPARE(bench.player->state().error->code, QStringLiteral("output_lost"));
        bench.player->resume();
        QVERIFY(bench.stepsUntil([before](const PlayerState &state) { return state.positionMs > before + 500; }));
        QVERIFY(!bench.player->state().error);
        QCOMPARE(bench.player->state().current.underruns, 0);
    }
    void withoutADeviceItWaitsUntilThereIsOne()
    {
        Playing bench;
        bench.output->setDevice(false);
        QVERIFY(bench.reaches(PlaybackStatus::Paused));
        bench.player->resume();
        QVERIFY(QTest::qWaitFor([&] {
            const auto error = bench.player->state().error;
            return error && error->code == QStringLiteral("no_output_device");
        }));
        const qint64 before = bench.player->state().positionMs;
        bench.output->setDevice(true);
        bench.player->resume();
        QVERIFY(bench.stepsUntil([before](const PlayerState &state) { return state.positionMs > before + 500; }));
        QCOMPARE(bench.player->state().current.underruns, 0);
    }
    // 48 times as fast as it would be heard, and not once short of sound.
    void musicCanBeHurriedThrough()
    {
        FakeStreamSource source;
        RecordingReporter reporter;
        const FastClock clock(hurriedSpeed);
        const auto output = createCaptureOutput(CapturePace::Hurried);
        const auto player = createPlayer({source, reporter, *output, clock});
        QueueItem row;
        row.content = source.add(makeAsset(sweep(44'100, 60), {media::Rung::Flac}));
        player->play(PlayQueue({row}));
        QElapsedTimer timer;
        timer.start();
        QVERIFY(QTest::qWaitFor([&] { return player->state().played.size() == 1; }, 60'000));
        const ItemReport report = player->state().played.first();
        QVERIFY(report.ended);
        QCOMPARE(report.renderedMs, 60'000);
        QCOMPARE(report.underruns, 0);
        QVERIFY(timer.elapsed() >= 60'000 / hurriedSpeed / 2);
        QVERIFY(output->samples().empty());
    }
    // Time stands still for what comes soon, and does not for what never comes.
    void whoIsHurriedStillHearsAHole()
    {
        FakeStreamSource source;
        RecordingReporter reporter;
        const FastClock clock(hurriedSpeed);
        const auto output = createCaptureOutput(CapturePace::Hurried);
        const auto player = createPlayer({source, reporter, *output, clock}, plain(Rung::Flac));
        QueueItem row;
        row.content = source.add(makeAsset(sweep(44'100, 20), {Rung::Flac}));
        source.holdFrom(3);
        player->play(PlayQueue({row}));
        QVERIFY(QTest::qWaitFor([&] { return player->state().current.underruns == 1; }, 60'000));
        source.release();
        QVERIFY(QTest::qWaitFor([&] { return player->state().played.size() == 1; }, 60'000));
        QCOMPARE(player->state().played.first().underruns, 1);
        QCOMPARE(player->state().played.first().renderedMs, 20'000);
    }
};

MELODY_TEST(ControlsTest)
#include "controls_test.moc"
