// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What comes out of the player, compared sample by sample.

#include "player_bench.h"

#include <cmath>

using namespace melody;
using namespace melody::player;
using namespace melody::test;
using media::Rung;

class ExactSoundTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void flacComesOutToTheBit_data()
    {
        QTest::addColumn<int>("rate");
        QTest::newRow("44.1 kHz") << 44'100;
        QTest::newRow("48 kHz") << 48'000;
        QTest::newRow("96 kHz") << 96'000;
    }
    void flacComesOutToTheBit()
    {
        QFETCH(int, rate);
        const Pcm pcm = sweep(rate, 9.3);
        PlayerBench bench;
        const ContentId track = bench.source.add(makeAsset(pcm, {Rung::Flac}));
        bench.start(plain(Rung::Flac));
        bench.play({track});
        QVERIFY(bench.finishes(1));
        QCOMPARE(bench.output->format().sampleRate, rate);
        QCOMPARE(firstDifference(bench.output->samples(), toFloat(pcm)), -1);
    }

    void opusChunksJoinAsIfNeverCut_data()
    {
        QTest::addColumn<Rung>("rung");
        QTest::newRow("24") << Rung::Opus24;
        QTest::newRow("64") << Rung::Opus64;
        QTest::newRow("128") << Rung::Opus128;
        QTest::newRow("192") << Rung::Opus192;
    }
    void opusChunksJoinAsIfNeverCut()
    {
        QFETCH(Rung, rung);
        TestAsset asset = makeAsset(sweep(48'000, 13.37), {rung});
        QVERIFY(asset.manifest.rungs.front().chunks.size() >= 5);
        const std::vector<float> whole = decodeWhole(asset, rung);
        PlayerBench bench;
        const ContentId track = bench.source.add(std::move(asset));
        bench.start(plain(rung));
        bench.play({track});
        QVERIFY(bench.finishes(1));
        QCOMPARE(firstDifference(bench.output->samples(), whole), -1);
    }

    void aSweepCutIntoTwoTracksHasNoSeam()
    {
        const Pcm pcm = sweep(44'100, 11.0);
        const qint64 cut = 44'100 * 5 + 1'234; // in the middle of a frame and of a chunk
        PlayerBench bench;
        const ContentId first = bench.source.add(makeAsset(pcm.part(0, cut), {Rung::Flac}));
        const ContentId second = bench.source.add(makeAsset(pcm.part(cut, pcm.frames() - cut), {Rung::Flac}));
        bench.start(plain(Rung::Flac));
        bench.play({first, second});
        QVERIFY(bench.finishes(2));
        QCOMPARE(firstDifference(bench.output->samples(), toFloat(pcm)), -1);
        const PlayerState state = bench.player->state();
        QVERIFY(state.played[0].ended && state.played[1].ended);
        QCOMPARE(state.played[0].renderedMs, (cut * 1000 + 22'050) / 44'100);
        QCOMPARE(state.played[1].underruns, 0);
    }

    void manyShortTracksKeepTheirOrderAndEverySample()
    {
        const Pcm pcm = sweep(44'100, 6.0);
        PlayerBench bench;
        QList<ContentId> tracks;
        const qint64 piece = pcm.frames() / 12;
        for (int i = 0; i < 12; ++i)
            tracks.append(bench.source.add(makeAsset(pcm.part(i * piece, piece), {Rung::Flac})));
        bench.start(plain(Rung::Flac));
        bench.play(tracks);
        QVERIFY(bench.finishes(12));
        QCOMPARE(firstDifference(bench.output->samples(), toFloat(pcm.part(0, piece * 12))), -1);
    }

    void aSwitchBetweenOpusRungsIsHeardAsIfTheNewOneHadAlwaysPlayed_data()
    {
        QTest::addColumn<Rung>("from");
        QTest::addColumn<Rung>("to");
        constexpr std::array opus{Rung::Opus24, Rung::Opus64, Rung::Opus128, Rung::Opus192};
        for (const Rung from : opus) {
            for (const Rung to : opus) {
                if (from != to)
                    QTest::addRow("%s to %s", qPrintable(rungName(from)), qPrintable(rungName(to))) << from << to;
            }
        }
    }
    void aSwitchBetweenOpusRungsIsHeardAsIfTheNewOneHadAlwaysPlayed()
    {
        // The sweep is the same on both rungs but for coding noise, so a lost or doubled sample, or a decoder that starts
        // cold, stands out against the original far above that noise.
        QFETCH(Rung, from);
        QFETCH(Rung, to);
        const Pcm pcm = sweep(48'000, 9.0);
        TestAsset asset = makeAsset(pcm, {std::min(from, to), std::max(from, to)});
        const std::vector<float> before = decodeWhole(asset, from);
        const std::vector<float> after = decodeWhole(asset, to);
        PlayerBench bench(CapturePace::Stepped);
        bench.source.inlineFirst(from);
        const ContentId track = bench.source.add(std::move(asset));
        bench.start(plain(to));
        bench.play({track});
        QVERIFY(bench.reaches([](const PlayerState &state) { return state.bufferedToMs == 9'000; }));
        bench.settle();
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.played.size() == 1; }));
        for (const auto &fetch : bench.source.fetches())
            QCOMPARE(fetch.rung, to);
        QCOMPARE(bench.player->state().played[0].renderedMs, 9'000);
        const std::vector<float> heard = startingAs(bench.output->samples(), before, after.size());
        const size_t boundary = (48'000 - 312) * 2;
        QVERIFY(std::equal(heard.begin(), heard.begin() + qsizetype(boundary), before.begin()));
        const auto rms = [&](const std::vector<float> &other, size_t first, size_t count) {
            double sum = 0;
            for (size_t i = first; i < first + count; ++i)
                sum += std::pow(double(heard[i]) - double(other[i]), 2);
            return std::sqrt(sum / double(count));
        };
        const double usual = rms(after, 0, boundary) + 0.01; // coding noise of the rungs against each other
        QVERIFY2(rms(after, boundary, 960) < usual * 1.5, "at the switch");
        // Against the rung that goes on as if it had always been played: under -60 dBFS from the first hundredth of a second on.
        for (size_t at = boundary + 960; at + 960 <= heard.size(); at += 960)
            QVERIFY2(rms(after, at, 960) < 1e-3, qPrintable(QStringLiteral("%1 ms after").arg(double(at - boundary) / 96)));
    }
    void aMonoTrackIsHeardOnBothSidesAtFullLevel()
    {
        Pcm pcm = sweep(48'000, 2.0);
        for (size_t i = 0; i < pcm.samples.size(); i += 2)
            pcm.samples[i + 1] = pcm.samples[i];
        PlayerBench bench;
        const ContentId track = bench.source.add(makeAsset(pcm, {Rung::Flac}, 1));
        bench.start(plain(Rung::Flac));
        bench.play({track});
        QVERIFY(bench.finishes(1));
        QCOMPARE(firstDifference(bench.output->samples(), toFloat(pcm)), -1);
    }

    void anotherRateThanTheDevicesIsResampledToItsFullLength()
    {
        PlayerBench bench;
        const ContentId first = bench.source.add(makeAsset(sweep(48'000, 1.0), {Rung::Flac}));
        const ContentId second = bench.source.add(makeAsset(sweep(44'100, 2.0), {Rung::Flac}));
        bench.start(plain(Rung::Flac));
        bench.play({first, second});
        QVERIFY(bench.finishes(2));
        QCOMPARE(bench.output->format().sampleRate, 48'000);
        const qsizetype frames = qsizetype(bench.output->samples().size()) / 2;
        QVERIFY2(std::abs(frames - 48'000 * 3) <= 2, qPrintable(QString::number(frames)));
        QVERIFY(std::abs(bench.player->state().played[1].renderedMs - 2'000) <= 1);
    }

    void loudnessIsLevelledAndCanBeSwitchedOff()
    {
        const Pcm pcm = sweep(44'100, 2.0);
        TestAsset loud = makeAsset(pcm, {Rung::Flac});
        loud.manifest.loudnessLufs = -8.0;
        PlayerBench bench;
        const ContentId track = bench.source.add(std::move(loud));
        PlayerOptions options = plain(Rung::Flac);
        options.sound.loudness = Loudness::Track;
        bench.start(std::move(options));
        bench.play({track});
        QVERIFY(bench.finishes(1));
        std::vector<float> expected = toFloat(pcm);
        const auto gain = float(std::pow(10.0, -6.0 / 20.0));
        for (float &sample : expected)
            sample *= gain;
        const std::vector<float> heard = bench.output->samples();
        QCOMPARE(heard.size(), expected.size());
        for (size_t i = 0; i < heard.size(); ++i)
            QVERIFY(std::abs(heard[i] - expected[i]) < 1e-6F);
    }

private:
    // Without the silence that the stepped device took before: where the first sound of `music` is heard.
    static std::vector<float> startingAs(const std::vector<float> &heard, const std::vector<float> &music, size_t wanted)
    {
        const auto first = [](const std::vector<float> &samples) {
            return std::find_if(samples.begin(), samples.end(), [](float sample) { return sample != 0; }) - samples.begin();
        };
        std::vector<float> found(heard.begin() + std::max<qsizetype>(first(heard) - first(music), 0), heard.end());
        found.resize(wanted);
        return found;
    }
};

MELODY_TEST(ExactSoundTest)
#include "exact_sound_test.moc"
