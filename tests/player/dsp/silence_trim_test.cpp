// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <dsp/silence_trim.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

using namespace melody::player;

namespace {

constexpr int rate = 48'000;

// Every sample of speech says where it stands, so that the map can be checked.
std::vector<float> speech(const std::vector<std::pair<int, bool>> &parts) // milliseconds, loud
{
    std::vector<float> samples;
    for (const auto &[ms, loud] : parts) {
        for (int i = 0; i < ms * rate / 1000; ++i) {
            const float value = loud ? 0.1F + float(samples.size()) * 0.5e-7F : 0.0F;
            samples.insert(samples.end(), {value, value});
        }
    }
    return samples;
}

struct Trimmed {
    std::vector<float> samples;
    TimeMap map;
    [[nodiscard]] qint64 ms() const { return qint64(samples.size()) / 2 * 1000 / rate; }
};

Trimmed trim(const std::vector<float> &samples, int block)
{
    Trimmed result;
    SilenceTrim trimmer(rate);
    const int frames = int(samples.size()) / 2;
    for (int done = 0; done < frames; done += block)
        trimmer.process(samples.data() + size_t(done) * 2, std::min(block, frames - done), done, result.samples, result.map);
    trimmer.flush(result.samples, result.map);
    return result;
}

} // namespace

class SilenceTrimTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLongPauseBecomesAQuarterOfASecond()
    {
        const Trimmed result = trim(speech({{1'000, true}, {3'000, false}, {1'000, true}}), 1'024);
        QCOMPARE(result.ms(), 2'250);
    }
    void aShortPauseStays()
    {
        const auto samples = speech({{500, true}, {200, false}, {500, true}});
        QVERIFY(trim(samples, 1'024).samples == samples);
    }
    void theEndIsNotLost()
    {
        QCOMPARE(trim(speech({{1'000, true}, {2'000, false}}), 1'000).ms(), 1'250);
        QCOMPARE(trim(speech({{1'003, true}}), 1'000).ms(), 1'003);
    }

    // Whatever the pauses and the blocks: no spoken sample is lost, and each is where the map says.
    void everyWordStaysAndIsKnownByItsPlace()
    {
        QRandomGenerator random(11);
        qInfo("seed 11");
        for (int round = 0; round < 30; ++round) {
            std::vector<std::pair<int, bool>> parts;
            for (int i = 0; i < 12; ++i)
                parts.emplace_back(1 + random.bounded(900), i % 2 == 0);
            const auto samples = speech(parts);
            Trimmed result = trim(samples, 1 + random.bounded(3'000));
            QCOMPARE(result.map.out(), qint64(result.samples.size()) / 2);
            const auto loud = [](const std::vector<float> &all) {
                return std::count_if(all.begin(), all.end(), [](float s) { return s > 0; });
            };
            QCOMPARE(loud(result.samples), loud(samples));
            qint64 before = -1;
            for (qint64 out = 0; out < result.map.out(); ++out) {
                const qint64 track = result.map.trackAt(out);
                QVERIFY(track > before);
                before = track;
                QCOMPARE(result.samples[size_t(out) * 2], samples[size_t(track) * 2]);
            }
        }
    }
};

MELODY_TEST(SilenceTrimTest)
#include "silence_trim_test.moc"
