// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A player that is led: rows are what the server says, breaks are heard whole, a song is left only for what there is a skip for.

#include "player_bench.h"

using namespace melody;
using namespace melody::player;
using namespace melody::test;
using media::Rung;

class LeadingTest : public QObject {
    Q_OBJECT

    struct Led : PlayerBench {
        explicit Led(int skips = 1, CapturePace pace = CapturePace::Stepped) : PlayerBench(pace)
        {
            for (const double seconds : {2.0, 1.0, 2.0, 2.0})
                tracks.append(source.add(makeAsset(sweep(44'100, seconds), {Rung::Flac})));
            asked = source.add(makeAsset(sweep(44'100, 9), {Rung::Flac}));
            const auto isReported = [this](const PlaybackId &session) {
                const auto ticks = reporter.ticks(session);
                return !ticks.empty() && ticks.back().ended;
            };
            source.lead({{tracks[0], false}, {tracks[1], true}, {tracks[2], false}, {tracks[3], false}}, skips, isReported);
            start(plain(Rung::Flac));
            play({asked, asked, asked});
        }
        QList<ContentId> tracks;
        ContentId asked;
    };

private Q_SLOTS:
    void whatPlaysIsWhatTheServerSays()
    {
        Led bench;
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.played.size() == 4; }));
        const auto played = bench.player->state().played;
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(played[i].item.content, bench.tracks[i]);
            QVERIFY(played[i].ended);
            QCOMPARE(played[i].item.adBreak, i == 1);
            QCOMPARE(played[i].underruns, 0);
        }
    }
    void aQueueThatIsEditedBetweenTwoSongsAsksForNothingOfItsOwn()
    {
        Led bench;
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.lead && state.lead->adBreak; }));
        bench.source.holdFrom(-1); // the answer what comes behind the break takes long
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.played.size() == 2; }));
        bench.settle();
        bench.player->next();
        bench.player->jumpTo(0);
        bench.settle();
        bench.source.release();
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.played.size() == 3; }));
        QCOMPARE(bench.player->state().played[2].item.content, bench.tracks[2]);
    }
    void aSongGoesIntoTheBreakWithoutAGap()
    {
        Led bench;
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs > 300; }, 100));
        // A device that is stepped plays faster than any real one: it waits until the break is here.
        QVERIFY(bench.reaches([&bench](const PlayerState &) {
            const auto sessions = bench.source.openedSessions();
            const auto fetches = bench.source.fetches();
            return sessions.size() == 2 &&
                   std::any_of(fetches.begin(), fetches.end(), [&](const auto &fetch) { return fetch.session == sessions[1]; });
        }));
        bench.settle();
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.played.size() == 2; }));
        QCOMPARE(bench.player->state().played[1].startMs, 0);
        const std::vector<float> heard = bench.output->samples();
        std::vector<float> music = toFloat(sweep(44'100, 2));
        const std::vector<float> spot = toFloat(sweep(44'100, 1));
        music.insert(music.end(), spot.begin(), spot.end());
        QVERIFY(std::search(heard.begin(), heard.end(), music.begin() + 2, music.end()) != heard.end());
    }
    void aBreakCanNotBeLeftSoughtOrJumpedOver()
    {
        Led bench;
        QVERIFY(
            bench.stepsUntil([](const PlayerState &state) { return state.lead && state.lead->adBreak && state.positionMs > 200; }, 100));
        const PlaybackId session = bench.player->state().current.session;
        for (int i = 0; i < 3; ++i) {
            i == 0 ? bench.player->next() : i == 1 ? bench.player->seek(900) : bench.player->jumpTo(0);
            bench.settle();
            const PlayerState state = bench.player->state();
            QCOMPARE(state.current.session, session);
            QVERIFY(state.refusal && state.positionMs < 800);
        }
        bench.player->pause(); // that may be
        QVERIFY(bench.reaches(PlaybackStatus::Paused));
        bench.player->resume();
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.played.size() == 2; }));
        QVERIFY(bench.player->state().played[1].ended);
    }
    void withoutASkipTheSongPlaysOn()
    {
        Led bench(0);
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs > 300; }, 100));
        const PlaybackId session = bench.player->state().current.session;
        // The next song is there already, half a minute before the end; here that is from the start.
        bench.player->jumpTo(7);
        QVERIFY(bench.reaches([](const PlayerState &state) { return state.refusal && state.refusal->code == u"shuffle_only"; }));
        QCOMPARE(bench.player->state().current.session, session);
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.played.size() == 1; }));
        QVERIFY(bench.player->state().played[0].ended);
    }
    void rowsOfOnesOwnAreRefused()
    {
        Led bench;
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs > 300; }, 100));
        QVERIFY(bench.player->state().queue.items().size() <= 2); // what was asked for behind it is gone
        bench.player->editQueue([&](PlayQueue &queue) {
            QueueItem item;
            item.content = bench.asked;
            queue.insertNext({item});
        });
        QVERIFY(bench.reaches([](const PlayerState &state) { return state.refusal.has_value(); }));
        const PlayQueue queue = bench.player->state().queue;
        for (const QueueItem &item : queue.items())
            QVERIFY(item.content != bench.asked);
    }
};

MELODY_TEST(LeadingTest)
#include "leading_test.moc"
