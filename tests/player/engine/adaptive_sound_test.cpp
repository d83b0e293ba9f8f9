// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is heard while the rung changes.

#include "player_bench.h"

#include <cmath>

using namespace melody;
using namespace melody::player;
using namespace melody::test;
using media::Rung;

namespace {

Pcm sine(int sampleRate, double seconds)
{
    Pcm pcm{sampleRate, {}};
    const auto frames = qint64(seconds * sampleRate);
    for (qint64 i = 0; i < frames; ++i) {
        const double phase = 2 * M_PI * 440.0 * double(i) / sampleRate;
        pcm.samples.push_back(qint16(std::lround(12'000 * std::sin(phase))));
        pcm.samples.push_back(qint16(std::lround(12'000 * std::cos(phase))));
    }
    return pcm;
}

// One sample of every left channel: its largest second difference between frames `from` and `to`.
float roughness(const std::vector<float> &samples, qint64 from, qint64 to)
{
    float most = 0;
    for (qint64 i = std::max<qint64>(from, 2); i < std::min<qint64>(to, qint64(samples.size()) / 2); ++i)
        most = std::max(most, std::abs(samples[size_t(i * 2)] - 2 * samples[size_t(i * 2 - 2)] + samples[size_t(i * 2 - 4)]));
    return most;
}

PlayerOptions automatic()
{
    PlayerOptions options;
    options.sound.loudness = Loudness::Off;
    return options;
}

} // namespace

class AdaptiveSoundTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The first chunk comes with the session on opus-24, then the link shows what it can, and the rest is FLAC.
    void fromOpusToFlacNothingIsLostAndNothingClicks_data()
    {
        QTest::addColumn<int>("rate");
        QTest::addColumn<bool>("gliding");
        for (const int rate : {44'100, 48'000}) {
            QTest::addRow("sine at %d Hz", rate) << rate << false;
            QTest::addRow("sweep at %d Hz", rate) << rate << true;
        }
    }
    void fromOpusToFlacNothingIsLostAndNothingClicks()
    {
        QFETCH(int, rate);
        QFETCH(bool, gliding);
        constexpr double seconds = 13.0;
        const Pcm pcm = gliding ? sweep(rate, seconds) : sine(rate, seconds);
        const Pcm atOpus = gliding ? sweep(48'000, seconds) : sine(48'000, seconds);
        TestAsset asset = makeAsset(atOpus, {Rung::Opus64, Rung::Opus192});
        merge(asset, makeAsset(pcm, {Rung::Flac}));
        PlayerBench bench(CapturePace::Stepped);
        bench.source.inlineFirst(Rung::Opus64);
        const ContentId track = bench.source.add(std::move(asset));
        bench.start(automatic());
        bench.play({track});
        QVERIFY(bench.reaches([](const PlayerState &state) { return state.bufferedToMs >= 12'000; }));
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.played.size() == 1; }, 2'400));
        const std::vector<float> heard = bench.output->samples();
        const std::vector<float> wanted = toFloat(pcm);
        const auto music = toLast(heard, wanted);
        QCOMPARE(bench.output->format().sampleRate, rate);
        QCOMPARE(bench.player->state().played[0].renderedMs, qint64(seconds * 1000));
        QCOMPARE(bench.player->state().played[0].rung, Rung::Flac);
        std::set<Rung> fetched;
        for (const auto &fetch : bench.source.fetches())
            fetched.insert(fetch.rung);
        QVERIFY(fetched.contains(Rung::Flac));
        // Past the seam it is the master to the bit; around it no step that the music itself does not have.
        const qint64 seam = firstExact(music, wanted);
        QVERIFY2(seam >= 0 && seam <= qint64(8.1 * rate), qPrintable(QString::number(seam)));
        const float usual = roughness(wanted, 0, qint64(wanted.size()) / 2);
        const float there = roughness(music, seam - rate / 2, seam + rate / 10);
        const float ours = roughness(wanted, seam - rate / 2, seam + rate / 10);
        QVERIFY2(there <= ours * 1.5F + usual * 0.05F, qPrintable(QStringLiteral("%1 against %2").arg(there).arg(ours)));
    }

    void fromFlacToOpusNothingIsLostAndNothingClicks_data() { fromOpusToFlacNothingIsLostAndNothingClicks_data(); }
    void fromFlacToOpusNothingIsLostAndNothingClicks()
    {
        QFETCH(int, rate);
        QFETCH(bool, gliding);
        constexpr double seconds = 41.0;
        const Pcm pcm = gliding ? sweep(rate, seconds) : sine(rate, seconds);
        TestAsset asset = makeAsset(gliding ? sweep(48'000, seconds) : sine(48'000, seconds), {Rung::Opus64, Rung::Opus192});
        merge(asset, makeAsset(pcm, {Rung::Flac}));
        PlayerBench bench(CapturePace::Stepped);
        const ContentId track = bench.source.add(std::move(asset));
        PlayerOptions options = automatic();
        options.quality = QualityMode::HiFi;
        bench.source.holdFrom(5);
        bench.start(std::move(options));
        bench.play({track});
        QVERIFY(bench.reaches([](const PlayerState &state) { return state.bufferedToMs >= 12'000; }));
        bench.source.overloadOnce(5); // lower the rung, and go on playing
        bench.source.release();
        QVERIFY(bench.reaches([](const PlayerState &state) { return state.bufferedToMs >= 40'000; }));
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.played.size() == 1; }, 2'400));
        const std::vector<float> wanted = toFloat(pcm);
        const auto music = fromFirst(bench.output->samples(), wanted.size());
        const ItemReport report = bench.player->state().played[0];
        QVERIFY(report.ended);
        QCOMPARE(report.renderedMs, qint64(seconds * 1000));
        QCOMPARE(report.rung, Rung::Opus192);
        const qint64 differs = firstDifference(music, wanted) / 2;
        const qint64 border = qint64(rate) * 12; // chunk 5
        QVERIFY2(differs >= border - rate / 90 && differs <= border + rate / 100, qPrintable(QString::number(differs)));
        // It stays the same sound, in its place.
        QVERIFY(rms(music, wanted, border, border + rate) < 0.02);
        const float ours = roughness(wanted, border - rate / 2, border + rate / 2);
        const float there = roughness(music, border - rate / 2, border + rate / 2);
        const float usual = roughness(wanted, 0, qint64(wanted.size()) / 2);
        QVERIFY2(there <= ours * 1.5F + usual * 0.05F, qPrintable(QStringLiteral("%1 against %2").arg(there).arg(ours)));
    }

    // The link dies while FLAC is under way: what is left of the buffer is not waited away.
    void aChunkThatWouldComeTooLateIsBegunAnewLower()
    {
        TestAsset asset = makeAsset(sine(48'000, 41.0), {Rung::Opus64, Rung::Opus192, Rung::Flac});
        FakeClock clock; // outlives the player
        PlayerBench bench(CapturePace::Stepped);
        const ContentId track = bench.source.add(std::move(asset));
        bench.player = createPlayer({bench.source, bench.reporter, *bench.output, clock}, automatic());
        bench.source.holdFrom(8);
        bench.play({track});
        QVERIFY(bench.reaches([](const PlayerState &state) { return state.bufferedToMs >= 24'000; }));
        const auto asked = [&] {
            std::vector<Rung> rungs;
            for (const auto &fetch : bench.source.fetches()) {
                if (fetch.index == 8)
                    rungs.push_back(fetch.rung);
            }
            return rungs;
        };
        QTRY_COMPARE(asked().size(), 1U);
        QCOMPARE(asked().front(), Rung::Flac);
        for (int second = 0; second < 600 && asked().size() < 2; ++second) {
            clock.advance(std::chrono::seconds(1));
            bench.settle();
        }
        QVERIFY(asked().size() >= 2);
        QVERIFY(asked().back() < Rung::Flac);
        bench.source.release();
        QVERIFY(bench.reaches([](const PlayerState &state) { return state.bufferedToMs >= 28'000; }));
    }

    // They come at once, which says nothing of the link: what is not here is asked for as on one that is not known.
    void chunksThatAreOnThisDeviceDontMakeTheLinkLookFast()
    {
        constexpr int found = 9;
        PlayerBench bench(CapturePace::Stepped);
        const ContentId track = bench.source.add(makeAsset(sine(48'000, 61.0), {Rung::Opus24, Rung::Opus192, Rung::Flac}));
        bench.source.findBelow(found);
        bench.source.holdFrom(found + 1);
        bench.start(automatic());
        bench.play({track});
        const auto asked = [&](int index) {
            std::vector<Rung> rungs;
            for (const auto &fetch : bench.source.fetches()) {
                if (fetch.index == index)
                    rungs.push_back(fetch.rung);
            }
            return rungs;
        };
        QTRY_COMPARE_WITH_TIMEOUT(asked(found).size(), 1U, 60'000);
        QCOMPARE(asked(found).front(), Rung::Opus24);
        bench.source.release();
        QTRY_COMPARE_WITH_TIMEOUT(asked(found + 2).size(), 1U, 60'000);
        QVERIFY(asked(found + 2).front() > Rung::Opus24); // and what the link carries is still seen
    }

    void afterAHoleTheMusicGoesOnWithTenSecondsAtLeast()
    {
        PlayerBench bench(CapturePace::Stepped);
        const ContentId track = bench.source.add(makeAsset(sine(48'000, 61.0), {Rung::Opus64}));
        bench.source.holdFrom(5); // 12 s
        bench.start(automatic());
        bench.play({track});
        QVERIFY(bench.reaches([](const PlayerState &state) { return state.bufferedToMs == 12'000; }));
        // Later than the wait for the first sound, which is no hole.
        QVERIFY(bench.stepsUntil(
            [](const PlayerState &state) { return state.status == PlaybackStatus::Buffering && state.positionMs > 11'000; }, 2'400));
        bench.source.holdFrom(7); // 8 s more
        QVERIFY(bench.reaches([](const PlayerState &state) { return state.bufferedToMs == 20'000; }));
        for (int i = 0; i < 10; ++i) {
            bench.output->advance(2'400);
            bench.settle();
        }
        QCOMPARE(bench.player->state().status, PlaybackStatus::Buffering);
        bench.source.holdFrom(8);
        QVERIFY(bench.reaches([](const PlayerState &state) { return state.bufferedToMs == 24'000; }));
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs >= 20'000; }, 2'400));
        QCOMPARE(bench.player->state().current.underruns, 1);
    }
    void aSeekIntoAnEmptyBufferStartsWithTheFirstChunk()
    {
        PlayerBench bench(CapturePace::Stepped);
        const ContentId track = bench.source.add(makeAsset(sine(48'000, 61.0), {Rung::Opus64}));
        bench.source.holdFrom(5);
        bench.start(automatic());
        bench.play({track});
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.status == PlaybackStatus::Buffering; }, 2'400));
        bench.source.holdFrom(11); // the place lies in chunk 10
        bench.player->seek(33'000);
        QVERIFY(bench.stepsUntil(
            [](const PlayerState &state) { return state.status == PlaybackStatus::Playing && state.positionMs > 33'000; }));
    }

private:
    // Puts the rungs of the other behind those of the first, as one ingest would.
    static void merge(TestAsset &asset, const TestAsset &other)
    {
        for (const media::RungInfo &rung : other.manifest.rungs) {
            media::RungInfo added = rung;
            added.chunks.clear();
            for (int i = 0; i < int(rung.chunks.size()); ++i) {
                const QByteArray sealed =
                    crypto::sealChunk(asset.key, {asset.manifest.asset, quint8(rung.rung), quint64(i)}, other.clear.at({rung.rung, i}));
                asset.sealed[{rung.rung, i}] = sealed;
                asset.clear[{rung.rung, i}] = other.clear.at({rung.rung, i});
                added.chunks.push_back({quint32(sealed.size())});
            }
            asset.manifest.rungs.push_back(std::move(added));
        }
    }
    // Without the silence that the stepped device took before and after. The one end of it that is FLAC says where it begins.
    static std::vector<float> fromFirst(const std::vector<float> &heard, size_t wanted)
    {
        const auto first = std::find_if(heard.begin(), heard.end(), [](float sample) { return sample != 0; });
        std::vector<float> music(first - (first - heard.begin()) % 2, heard.end());
        music.resize(wanted);
        return music;
    }
    static std::vector<float> toLast(const std::vector<float> &heard, const std::vector<float> &wanted)
    {
        const auto last = [](const std::vector<float> &samples) {
            return std::find_if(samples.rbegin(), samples.rend(), [](float sample) { return sample != 0; }).base() - samples.begin();
        };
        std::vector<float> music(heard.begin() + std::max<qsizetype>(last(heard) - last(wanted), 0), heard.end());
        music.resize(wanted.size());
        return music;
    }
    // The frame from which on both are the same to the end; -1: they never are.
    static qint64 firstExact(const std::vector<float> &music, const std::vector<float> &wanted)
    {
        const auto [last, unused] = std::mismatch(music.rbegin(), music.rend(), wanted.rbegin());
        return last == music.rbegin() ? -1 : (music.rend() - last) / 2 + 1;
    }
    static double rms(const std::vector<float> &a, const std::vector<float> &b, qint64 from, qint64 to)
    {
        double sum = 0;
        for (auto i = size_t(from * 2); i < size_t(to * 2); ++i)
            sum += std::pow(double(a[i]) - double(b[i]), 2);
        return std::sqrt(sum / double((to - from) * 2));
    }
};

MELODY_TEST(AdaptiveSoundTest)
#include "adaptive_sound_test.moc"
