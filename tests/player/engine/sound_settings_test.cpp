// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Crossfade, equaliser, album loudness, speed and trimmed pauses, on what comes out.

#include "player_bench.h"

#include <dsp/equaliser.h>

#include <cmath>
#include <numbers>

using namespace melody;
using namespace melody::player;
using namespace melody::test;
using media::Rung;

namespace {

constexpr int rate = 48'000;

Pcm tone(double hz, double seconds, double level = 0.25)
{
    Pcm pcm{rate, {}};
    for (int i = 0; i < int(seconds * rate); ++i) {
        const auto value = qint16(std::lround(32'767 * level * std::sin(2 * std::numbers::pi * hz * i / rate)));
        pcm.samples.insert(pcm.samples.end(), {value, value});
    }
    return pcm;
}

// Amplitude of one frequency in frames [from, from + count) of the left channel (Goertzel).
double levelOf(const std::vector<float> &stereo, double hz, qint64 from, qint64 count)
{
    double re = 0;
    double im = 0;
    for (qint64 i = 0; i < count; ++i) {
        const double angle = 2 * std::numbers::pi * hz * double(i) / rate;
        re += double(stereo[size_t(from + i) * 2]) * std::cos(angle);
        im += double(stereo[size_t(from + i) * 2]) * std::sin(angle);
    }
    return 2 * std::hypot(re, im) / double(count);
}

QueueItem rowOf(const ContentId &content, const ContentId &album = {}, int position = 0)
{
    QueueItem item;
    item.content = content;
    item.album = album;
    item.albumPosition = position;
    item.durationMs = 60'000; // until it is known
    return item;
}

qint64 framesOf(const PlayerBench &bench)
{
    return qint64(bench.output->samples().size()) / 2;
}

// Plays two songs, the second of `chunks` chunks, to the end. The device, which is faster than any real one, gets nothing before both are
// here.
bool playsBoth(PlayerBench &bench, const PlayQueue &queue, qsizetype chunks)
{
    bench.player->play(queue);
    bench.player->pause();
    const auto isHere = [&](const PlayerState &) {
        const auto sessions = bench.source.openedSessions();
        const auto fetches = bench.source.fetches();
        return sessions.size() == 2 &&
               std::count_if(fetches.begin(), fetches.end(), [&](const auto &fetch) { return fetch.session == sessions[1]; }) == chunks;
    };
    if (!bench.reaches(isHere))
        return false;
    bench.settle();
    bench.player->resume();
    return bench.finishes(2);
}

qsizetype chunksOf(const TestAsset &asset)
{
    return qsizetype(asset.manifest.rungs.front().chunks.size());
}

} // namespace

class SoundSettingsTest : public QObject {
    Q_OBJECT

    static PlayerOptions with(SoundSettings sound)
    {
        PlayerOptions options = plain(Rung::Flac);
        options.sound = sound;
        return options;
    }
    static SoundSettings quietly()
    {
        SoundSettings sound;
        sound.loudness = Loudness::Off;
        return sound;
    }

private Q_SLOTS:
    void twoSongsGoIntoEachOtherAtEqualPower()
    {
        SoundSettings sound = quietly();
        sound.crossfadeMs = 3'000;
        PlayerBench bench;
        const TestAsset high = makeAsset(tone(2'000, 10), {Rung::Flac});
        const auto first = bench.source.add(makeAsset(tone(500, 10), {Rung::Flac}));
        const auto second = bench.source.add(high);
        bench.start(with(sound));
        QVERIFY(playsBoth(bench, PlayQueue({rowOf(first), rowOf(second)}), chunksOf(high)));
        QCOMPARE(framesOf(bench), 17 * rate);
        const std::vector<float> heard = bench.output->samples();
        QVERIFY(levelOf(heard, 2'000, 0, 6 * rate) < 1e-3);
        for (int i = 0; i < 30; ++i) { // a tenth of a second each
            const double t = (i + 0.5) / 30;
            const qint64 at = 7 * rate + i * rate / 10;
            QVERIFY(std::abs(levelOf(heard, 500, at, rate / 10) - 0.25 * std::cos(t * std::numbers::pi / 2)) < 5e-3);
            QVERIFY(std::abs(levelOf(heard, 2'000, at, rate / 10) - 0.25 * std::sin(t * std::numbers::pi / 2)) < 5e-3);
        }
        QVERIFY(levelOf(heard, 500, 10 * rate + 100, 6 * rate) < 1e-3);
        const auto played = bench.player->state().played;
        QVERIFY(played[0].ended && played[1].ended);
        QCOMPARE(played[0].renderedMs, 10'000); // each was heard whole
        QCOMPARE(played[1].renderedMs, 10'000);
        QCOMPARE(played[1].startMs, 0);
    }

    void theLevelsOfBothAreMatchedBeforeTheyMeet()
    {
        SoundSettings sound;
        sound.crossfadeMs = 2'000;
        PlayerBench bench;
        TestAsset loud = makeAsset(tone(500, 6, 0.5), {Rung::Flac});
        loud.manifest.loudnessLufs = -8;
        TestAsset quiet = makeAsset(tone(2'000, 6, 0.125), {Rung::Flac});
        quiet.manifest.loudnessLufs = -20;
        quiet.manifest.truePeakDbtp = -18;
        const qsizetype chunks = chunksOf(quiet);
        const auto first = bench.source.add(std::move(loud));
        const auto second = bench.source.add(std::move(quiet));
        bench.start(with(sound));
        QVERIFY(playsBoth(bench, PlayQueue({rowOf(first), rowOf(second)}), chunks));
        const std::vector<float> heard = bench.output->samples();
        const qint64 middle = 5 * rate - rate / 20;
        const double ending = levelOf(heard, 500, middle, rate / 10);
        const double coming = levelOf(heard, 2'000, middle, rate / 10);
        QVERIFY2(std::abs(ending / coming - 1) < 0.02, qPrintable(QStringLiteral("%1 %2").arg(ending).arg(coming)));
    }

    void anAlbumInItsOrderKeepsItsExactJoin()
    {
        SoundSettings sound = quietly();
        sound.crossfadeMs = 3'000;
        const Pcm pcm = sweep(44'100, 11.0);
        const qint64 cut = 44'100 * 5 + 1'234;
        const ContentId album = ContentId::create(SystemClock().now());
        PlayerBench bench;
        const auto first = bench.source.add(makeAsset(pcm.part(0, cut), {Rung::Flac}));
        const auto second = bench.source.add(makeAsset(pcm.part(cut, pcm.frames() - cut), {Rung::Flac}));
        bench.start(with(sound));
        bench.player->play(PlayQueue({rowOf(first, album, 1), rowOf(second, album, 2)}));
        QVERIFY(bench.finishes(2));
        QCOMPARE(firstDifference(bench.output->samples(), toFloat(pcm)), -1);
    }

    void aLateNextSongMakesTheOverlapShorterAndNoHole()
    {
        SoundSettings sound = quietly();
        sound.crossfadeMs = 3'000;
        PlayerBench bench(CapturePace::Stepped);
        const auto first = bench.source.add(makeAsset(tone(500, 8), {Rung::Flac}));
        const auto second = bench.source.add(makeAsset(tone(2'000, 8), {Rung::Flac}));
        bench.start(with(sound));
        bench.player->play(PlayQueue({rowOf(first)}));
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs >= 6'500; }));
        bench.player->editQueue([&](PlayQueue &queue) { queue.append({rowOf(second)}); });
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.played.size() == 2; }, 240));
        const auto played = bench.player->state().played;
        QCOMPARE(played[0].underruns + played[1].underruns, 0);
        QCOMPARE(played[0].renderedMs, 8'000);
        QCOMPARE(played[1].renderedMs, 8'000);
    }

    void theEqualiserIsHeardAsItsFormulasSay()
    {
        SoundSettings sound = quietly();
        sound.equaliserDb = {6, 3, 0, -3, -6, -9, -3, 0, 4, 8};
        for (const double hz : {125.0, 1'000.0, 9'000.0}) {
            PlayerBench bench;
            const auto track = bench.source.add(makeAsset(tone(hz, 3, 0.1), {Rung::Flac}));
            bench.start(with(sound));
            bench.play({track});
            QVERIFY(bench.finishes(1));
            const double db = 20 * std::log10(levelOf(bench.output->samples(), hz, rate, rate) / 0.1);
            QVERIFY2(std::abs(db - equaliserResponseDb(sound.equaliserDb, rate, hz)) < 0.1, qPrintable(QString::number(db)));
        }
    }

    void whatTheEqualiserAddsNeverPassesTheCeiling()
    {
        SoundSettings sound = quietly();
        sound.equaliserDb.fill(12);
        PlayerBench bench;
        const auto track = bench.source.add(makeAsset(sweep(rate, 5), {Rung::Flac}));
        bench.start(with(sound));
        bench.play({track});
        QVERIFY(bench.finishes(1));
        const std::vector<float> heard = bench.output->samples();
        const float highest = *std::max_element(heard.begin(), heard.end());
        QVERIFY2(highest <= std::pow(10.0F, -1.0F / 20) + 1e-5F && highest > 0.5F, qPrintable(QString::number(double(highest))));
    }

    void aChangeOfTheEqualiserIsHeardAtOnceAndLosesNoPlace()
    {
        PlayerBench bench(CapturePace::Stepped);
        const auto track = bench.source.add(makeAsset(tone(1'000, 12, 0.1), {Rung::Flac}));
        bench.start(with(quietly()));
        bench.play({track});
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs >= 2'000; }));
        const qint64 before = framesOf(bench);
        SoundSettings sound = quietly();
        sound.equaliserDb[5] = -12;
        bench.player->setSound(sound);
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs >= 3'000; }));
        const std::vector<float> heard = bench.output->samples();
        QVERIFY(levelOf(heard, 1'000, before + rate / 4, rate / 4) < 0.03);
        QVERIFY(std::abs(framesOf(bench) - before - rate) < rate / 20);
        QCOMPARE(bench.player->state().current.underruns, 0);
        QCOMPARE(bench.source.openedSessions().size(), size_t(1));
    }

    void anAlbumIsLevelledAsAWhole()
    {
        SoundSettings sound;
        sound.loudness = Loudness::Album;
        PlayerBench bench;
        TestAsset asset = makeAsset(tone(500, 2, 0.1), {Rung::Flac});
        asset.manifest.loudnessLufs = -24;
        asset.manifest.truePeakDbtp = -20;
        bench.source.giveAlbumLevel({-8, -1});
        const auto track = bench.source.add(std::move(asset));
        bench.start(with(sound));
        bench.play({track});
        QVERIFY(bench.finishes(1));
        QVERIFY(std::abs(levelOf(bench.output->samples(), 500, rate / 2, rate) - 0.1 * std::pow(10.0, -6.0 / 20)) < 1e-3);
    }

    void speechIsFasterOrSlowerAndAsHighAsBefore_data()
    {
        QTest::addColumn<double>("speed");
        QTest::newRow("0.5") << 0.5;
        QTest::newRow("1.25") << 1.25;
        QTest::newRow("2") << 2.0;
        QTest::newRow("3") << 3.0;
    }
    void speechIsFasterOrSlowerAndAsHighAsBefore()
    {
        QFETCH(double, speed);
        SoundSettings sound = quietly();
        sound.speed = speed;
        PlayerBench bench(CapturePace::Stepped);
        const auto episode = bench.source.add(makeAsset(tone(440, 12), {Rung::Flac}));
        QueueItem row = rowOf(episode);
        row.speech = true;
        bench.start(with(sound));
        bench.player->play(PlayQueue({row}));
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs >= 6'000; }));
        const PlayerState middle = bench.player->state();
        QVERIFY(std::abs(double(middle.current.renderedMs) * speed - double(middle.positionMs)) < 60);
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.played.size() == 1; }));
        const auto rendered = double(bench.player->state().played[0].renderedMs);
        QVERIFY2(std::abs(rendered - 12'000 / speed) < 100, qPrintable(QString::number(rendered)));
        const std::vector<float> heard = bench.output->samples();
        double high = 0; // where most of the sound is
        double best = 0;
        for (double hz = 100; hz < 2'000; hz += 10) {
            const double level = levelOf(heard, hz, rate / 2, rate);
            if (level > best) {
                best = level;
                high = hz;
            }
        }
        QCOMPARE(high, 440.0);
    }

    void musicKeepsItsSpeedAndItsPauses()
    {
        SoundSettings sound = quietly();
        sound.speed = 2;
        sound.trimSilence = true;
        const Pcm pcm = sweep(rate, 3);
        PlayerBench bench;
        const auto track = bench.source.add(makeAsset(pcm, {Rung::Flac}));
        bench.start(with(sound));
        bench.play({track});
        QVERIFY(bench.finishes(1));
        QCOMPARE(firstDifference(bench.output->samples(), toFloat(pcm)), -1);
    }

    void pausesOfSpeechAreTrimmedAndThePlaceIsRight()
    {
        SoundSettings sound = quietly();
        sound.trimSilence = true;
        Pcm pcm = tone(440, 3);
        pcm.samples.resize(size_t(rate) * 2 * 8, 0); // five seconds of nothing
        const Pcm word = tone(880, 2);
        pcm.samples.insert(pcm.samples.end(), word.samples.begin(), word.samples.end());
        PlayerBench bench(CapturePace::Stepped);
        QueueItem row = rowOf(bench.source.add(makeAsset(pcm, {Rung::Flac})));
        row.speech = true;
        bench.start(with(sound));
        bench.player->play(PlayQueue({row}));
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs >= 9'000; }, 240));
        QVERIFY(std::abs(bench.player->state().current.renderedMs - 4'250) < 60);
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.played.size() == 1; }));
        QVERIFY(std::abs(bench.player->state().played[0].renderedMs - 5'250) <= 20);
    }
};

MELODY_TEST(SoundSettingsTest)
#include "sound_settings_test.moc"
