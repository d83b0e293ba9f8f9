// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Repeat, sleep, undo, and coming back after the end of the process.

#include "player_bench.h"

using namespace melody;
using namespace melody::player;
using namespace melody::test;
using media::Rung;

namespace {

constexpr int rate = 44'100;

class MemoryShelf final : public ports::PlayerShelf {
public:
    void keep(const QString &name, const QByteArray &record) override
    {
        const std::lock_guard lock(m_mutex);
        m_records.insert_or_assign(name, record);
        ++m_writes;
    }
    QByteArray kept(const QString &name) const override
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_records.find(name);
        return found == m_records.end() ? QByteArray() : found->second;
    }
    [[nodiscard]] int writes() const
    {
        const std::lock_guard lock(m_mutex);
        return m_writes;
    }

private:
    mutable std::mutex m_mutex;
    std::map<QString, QByteArray> m_records;
    int m_writes = 0;
};

} // namespace

class QueuePlayingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void repeatOneIsSeamlessAndEachTimeAPlayOfItsOwn()
    {
        const Pcm pcm = sweep(rate, 1.5);
        PlayerBench bench(CapturePace::Stepped);
        const auto track = bench.source.add(makeAsset(pcm, {Rung::Flac}));
        bench.start(plain(Rung::Flac));
        bench.play({track});
        bench.player->editQueue([](PlayQueue &queue) { queue.setRepeat(Repeat::One); });
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.played.size() == 3; }));
        bench.player->stop();
        QVERIFY(bench.reaches(PlaybackStatus::Stopped));
        const auto played = bench.player->state().played;
        QVERIFY(played[0].session != played[1].session && played[1].session != played[2].session);
        std::vector<float> heard = bench.output->samples();
        const std::vector<float> music = toFloat(pcm);
        const auto start = std::search(heard.begin(), heard.end(), music.begin(), music.begin() + 2'000);
        QVERIFY(heard.end() - start > qsizetype(music.size()) * 2);
        for (qsizetype i = 0; i < qsizetype(music.size()) * 2; ++i)
            QCOMPARE(start[i], music[size_t(i) % music.size()]);
    }

    void repeatAllBeginsAgain()
    {
        PlayerBench bench(CapturePace::Stepped);
        const auto first = bench.source.add(makeAsset(sweep(rate, 1), {Rung::Flac}));
        const auto second = bench.source.add(makeAsset(sweep(rate, 1), {Rung::Flac}));
        bench.start(plain(Rung::Flac));
        bench.play({first, second});
        bench.player->editQueue([](PlayQueue &queue) { queue.setRepeat(Repeat::All); });
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.played.size() == 5; }));
        const auto played = bench.player->state().played;
        QCOMPARE(played[2].item.content, first);
        QCOMPARE(played[3].item.content, second);
    }

    void theSleepTimerFadesAndPauses()
    {
        FakeClock clock;
        FakeStreamSource source;
        RecordingReporter reporter;
        const auto output = createCaptureOutput(CapturePace::Stepped);
        const auto track = source.add(makeAsset(sweep(rate, 12), {Rung::Flac}));
        const auto player = createPlayer({source, reporter, *output, clock}, plain(Rung::Flac));
        QueueItem row;
        row.content = track;
        player->play(PlayQueue({row}));
        const auto reaches = [&](const std::function<bool(const PlayerState &)> &wanted) {
            for (int i = 0; i < 30'000 && !wanted(player->state()); ++i) {
                output->advance(48);
                QThread::msleep(1);
            }
            return wanted(player->state());
        };
        QVERIFY(reaches([](const PlayerState &state) { return state.positionMs >= 200; }));
        player->setSleep({10'000, false});
        QVERIFY(reaches([](const PlayerState &state) { return state.sleepLeftMs == 10'000; }));
        clock.advance(std::chrono::milliseconds(6'000)); // four seconds left: a quarter of the loudness
        QVERIFY(reaches([](const PlayerState &state) { return state.sleepLeftMs == 4'000; }));
        const size_t before = output->samples().size();
        QVERIFY(reaches([&](const PlayerState &) { return output->samples().size() > before + rate; }));
        const std::vector<float> heard = output->samples();
        const auto highest = [&](size_t from, size_t to) {
            return *std::max_element(heard.begin() + qsizetype(from), heard.begin() + qsizetype(to));
        };
        const float loud = highest(0, 16'000);
        QVERIFY(loud > 0.1F);
        const float quiet = highest(heard.size() - 8'000, heard.size());
        QVERIFY2(quiet < 0.26F * loud && quiet > 0.2F * loud, qPrintable(QStringLiteral("%1 %2").arg(double(loud)).arg(double(quiet))));
        clock.advance(std::chrono::milliseconds(4'000));
        QVERIFY(reaches([](const PlayerState &state) { return state.status == PlaybackStatus::Paused; }));
        QCOMPARE(player->state().sleep, SleepTimer());
    }

    void theEndOfTheTrackCanBeTheEnd()
    {
        PlayerBench bench(CapturePace::Stepped);
        const auto first = bench.source.add(makeAsset(sweep(rate, 2), {Rung::Flac}));
        const auto second = bench.source.add(makeAsset(sweep(rate, 2), {Rung::Flac}));
        bench.start(plain(Rung::Flac));
        bench.play({first, second});
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs >= 1'500; })); // the second is in the ring already
        bench.player->setSleep({{}, true});
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.status == PlaybackStatus::Stopped; }));
        const PlayerState state = bench.player->state();
        QCOMPARE(state.played.size(), 1);
        QVERIFY(state.played[0].ended);
        QCOMPARE(state.queue.currentIndex(), 1);
        QCOMPARE(state.sleep, SleepTimer());
        bench.player->resume();
        QVERIFY(bench.stepsUntil([](const PlayerState &after) { return after.played.size() == 2; }));
    }

    void anEditThatIsTakenBackIsNotHeard()
    {
        PlayerBench bench(CapturePace::Stepped);
        const auto first = bench.source.add(makeAsset(sweep(rate, 2), {Rung::Flac}));
        const auto second = bench.source.add(makeAsset(sweep(rate, 1), {Rung::Flac}));
        const auto unwanted = bench.source.add(makeAsset(sweep(rate, 1), {Rung::Flac}));
        bench.start(plain(Rung::Flac));
        bench.play({first, second});
        bench.player->editQueue([&](PlayQueue &queue) {
            QueueItem item;
            item.content = unwanted;
            queue.insertNext({item});
        });
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs >= 1'500; }));
        QVERIFY(bench.player->state().canUndo);
        bench.player->undoQueue();
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.status == PlaybackStatus::Stopped; }));
        const auto played = bench.player->state().played;
        QCOMPARE(played.size(), 2);
        QCOMPARE(played[1].item.content, second);
    }

    void aNewPlayerStandsWhereTheOldOneStood()
    {
        MemoryShelf shelf;
        PlayerBench bench(CapturePace::Stepped);
        const auto first = bench.source.add(makeAsset(sweep(rate, 4), {Rung::Flac}));
        const Pcm pcm = sweep(rate, 4);
        const auto second = bench.source.add(makeAsset(pcm, {Rung::Flac}));
        const auto start = [&] {
            bench.player = createPlayer({bench.source, bench.reporter, *bench.output, bench.clock, &shelf}, plain(Rung::Flac));
        };
        start();
        bench.play({first, second});
        bench.player->jumpTo(1);
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.queue.currentIndex() == 1 && state.positionMs >= 1'234; }));
        bench.player->pause();
        QVERIFY(bench.reaches(PlaybackStatus::Paused));
        bench.settle();
        const PlayerState before = bench.player->state();
        const size_t sessions = bench.source.openedSessions().size();
        bench.player.reset();
        start();
        const PlayerState after = bench.player->state();
        QCOMPARE(after.status, PlaybackStatus::Stopped);
        QVERIFY(after.queue == before.queue);
        QCOMPARE(after.queue.currentIndex(), 1);
        QVERIFY(std::abs(after.positionMs - before.positionMs) <= 25); // what was faded out after the tap
        QCOMPARE(bench.source.openedSessions().size(), sessions);      // nothing is asked for before it shall play
        const size_t heardBefore = bench.output->samples().size();
        bench.player->resume();
        QVERIFY(bench.stepsUntil([&](const PlayerState &state) { return state.positionMs >= after.positionMs + 500; }));
        const std::vector<float> heard = bench.output->samples();
        const std::vector<float> music = toFloat(pcm);
        const size_t settled = size_t(after.positionMs * rate / 1000 + 441) * 2; // faded in
        const auto found = std::search(heard.begin() + qsizetype(heardBefore), heard.end(), music.begin() + qsizetype(settled),
                                       music.begin() + qsizetype(settled) + 4'000);
        QVERIFY(found != heard.end());
    }

    void thePlaceIsKeptOnceASecondAndNotMoreOften()
    {
        MemoryShelf shelf;
        PlayerBench bench(CapturePace::Fast);
        QList<ContentId> tracks;
        for (int i = 0; i < 3; ++i)
            tracks.append(bench.source.add(makeAsset(sweep(rate, 30), {Rung::Flac})));
        bench.player = createPlayer({bench.source, bench.reporter, *bench.output, bench.clock, &shelf}, plain(Rung::Flac));
        QElapsedTimer timer;
        timer.start();
        bench.play(tracks);
        QVERIFY(bench.finishes(3));
        QVERIFY2(shelf.writes() <= 8 + timer.elapsed() / 1000, qPrintable(QString::number(shelf.writes())));
    }
};

MELODY_TEST(QueuePlayingTest)
#include "queue_playing_test.moc"
