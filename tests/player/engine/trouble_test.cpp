// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// When the network or the disk does not do what it should, and what is reported of it.

#include "player_bench.h"

using namespace melody;
using namespace melody::player;
using namespace melody::test;
using media::Rung;

namespace {

constexpr int rate = 44'100;

} // namespace

class TroubleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFlippedBitIsRefusedFetchedAgainAndNotHeard()
    {
        const Pcm pcm = sweep(rate, 9.0);
        PlayerBench bench;
        const ContentId track = bench.source.add(makeAsset(pcm, {Rung::Flac}));
        bench.source.damage(0, 2);
        bench.source.damage(3, 1);
        bench.start(plain(Rung::Flac));
        bench.play({track});
        QVERIFY(bench.finishes(1));
        QCOMPARE(firstDifference(bench.output->samples(), toFloat(pcm)), -1);
        QCOMPARE(bench.player->state().played[0].damagedChunks, 3);
        std::map<int, QList<bool>> refreshes;
        for (const auto &fetch : bench.source.fetches())
            refreshes[fetch.index].append(fetch.refresh);
        QCOMPARE(refreshes[0], (QList<bool>{false, true, true}));
        QCOMPARE(refreshes[1], (QList<bool>{false}));
        QCOMPARE(refreshes[3], (QList<bool>{false, true}));
    }

    void aDamagedInlineChunkIsFetchedToo()
    {
        TestAsset asset = makeAsset(sweep(48'000, 3.0), {Rung::Opus64});
        const std::vector<float> whole = decodeWhole(asset, Rung::Opus64);
        PlayerBench bench;
        bench.source.inlineFirst(Rung::Opus64);
        bench.source.damageInline();
        const ContentId track = bench.source.add(std::move(asset));
        bench.start(plain(Rung::Opus64));
        bench.play({track});
        QVERIFY(bench.finishes(1));
        QCOMPARE(firstDifference(bench.output->samples(), whole), -1);
        QCOMPARE(bench.player->state().played[0].damagedChunks, 1);
    }

    void aChunkThatIsAlwaysDamagedEndsInAnError()
    {
        PlayerBench bench;
        const Pcm pcm = sweep(rate, 9.0);
        const ContentId track = bench.source.add(makeAsset(pcm, {Rung::Flac}));
        bench.source.damage(2, 100);
        bench.start(plain(Rung::Flac));
        bench.play({track});
        QVERIFY(bench.reaches(PlaybackStatus::Failed));
        QCOMPARE(bench.player->state().error->code, QStringLiteral("chunk_damaged"));
        // All that was good was heard, and nothing else.
        QCOMPARE(firstDifference(bench.output->samples(), toFloat(pcm.part(0, 2 * rate))), -1);
        QCOMPARE(std::ranges::count_if(bench.source.fetches(), [](const auto &fetch) { return fetch.index == 2; }), 4);
    }

    void aSourceThatStarvesMakesOneUnderrunAHole()
    {
        const Pcm pcm = sweep(rate, 9.0);
        PlayerBench bench(CapturePace::Stepped);
        const ContentId track = bench.source.add(makeAsset(pcm, {Rung::Flac}));
        bench.source.holdFrom(2); // two seconds are there
        bench.start(plain(Rung::Flac));
        bench.play({track});
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.status == PlaybackStatus::Buffering; }));
        for (int i = 0; i < 50; ++i)
            bench.output->advance(480);
        QCOMPARE(bench.player->state().current.underruns, 1);
        QCOMPARE(bench.player->state().current.renderedMs, 2'000);
        bench.source.holdFrom(3); // two more
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.current.renderedMs >= 4'000; }));
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.status == PlaybackStatus::Buffering; }));
        QCOMPARE(bench.player->state().current.underruns, 2);
        bench.source.release();
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.status == PlaybackStatus::Stopped; }));
        const ItemReport report = bench.player->state().played[0];
        QCOMPARE(report.underruns, 2);
        QCOMPARE(report.renderedMs, 9'000);
        const auto ticks = bench.reporter.ticks(report.session);
        QCOMPARE(ticks.back().underruns, 2);
    }

    void nothingIsAnUnderrunBeforeTheFirstSound()
    {
        PlayerBench bench(CapturePace::Stepped);
        const ContentId track = bench.source.add(makeAsset(sweep(rate, 3.0), {Rung::Flac}));
        bench.source.holdFrom(0);
        bench.start(plain(Rung::Flac));
        bench.play({track});
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return !state.current.session.isNull(); }));
        for (int i = 0; i < 100; ++i)
            bench.output->advance(480);
        QCOMPARE(bench.player->state().status, PlaybackStatus::Loading);
        bench.source.release();
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.status == PlaybackStatus::Stopped; }));
        QCOMPARE(bench.player->state().played[0].underruns, 0);
    }

    void whatCantBeOpenedFailsAndCanBeTriedAgain()
    {
        PlayerBench bench;
        const ContentId track = bench.source.add(makeAsset(sweep(rate, 2.0), {Rung::Flac}));
        bench.source.refuseOpening(Error{ErrorKind::Unavailable, QStringLiteral("offline"), {}});
        bench.start(plain(Rung::Flac));
        bench.play({track});
        QVERIFY(bench.reaches(PlaybackStatus::Failed));
        QCOMPARE(bench.player->state().error->code, QStringLiteral("offline"));
        bench.source.refuseOpening({});
        bench.player->resume();
        QVERIFY(bench.finishes(1));
        QVERIFY(bench.player->state().played[0].ended);
    }

    void whatHasToEndPausesAndGoesOnInAnotherSession()
    {
        PlayerBench bench(CapturePace::Stepped);
        const ContentId track = bench.source.add(makeAsset(sweep(rate, 6.0), {Rung::Flac}));
        bench.start(plain(Rung::Flac));
        bench.play({track});
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs > 1'000; }));
        bench.player->halt(Error{ErrorKind::Forbidden, QStringLiteral("daily_limit"), {}});
        QVERIFY(bench.reaches(PlaybackStatus::Paused));
        QCOMPARE(bench.player->state().error->code, QStringLiteral("daily_limit"));
        const qint64 positionMs = bench.player->state().positionMs;
        QCOMPARE(bench.source.openedSessions().size(), size_t(1));
        bench.player->resume();
        QVERIFY(bench.stepsUntil([&](const PlayerState &state) { return state.positionMs > positionMs + 500; }));
        QVERIFY(!bench.player->state().error);
        QCOMPARE(bench.source.openedSessions().size(), size_t(2));
        QCOMPARE(bench.player->state().played.size(), 1);
        QVERIFY(bench.source.takenOver().empty());
    }

    void anotherDeviceIsTakenOverWhereItStopped()
    {
        PlayerBench bench;
        const ContentId track = bench.source.add(makeAsset(sweep(rate, 2.0), {Rung::Flac}));
        bench.source.refuseOpening(Error{ErrorKind::Conflict, QStringLiteral("stream_limit_reached"), {}});
        bench.start(plain(Rung::Flac));
        bench.play({track}, 500);
        QVERIFY(bench.reaches(PlaybackStatus::Failed));
        bench.source.refuseOpening({});
        bench.player->takeOver();
        QVERIFY(bench.finishes(1));
        QCOMPARE(bench.source.takenOver(), std::vector{track});
        QVERIFY(bench.player->state().played[0].renderedMs <= 1'600); // from where it was
    }

    void aBrokenNetworkIsFeltOnlyWhenTheBufferIsEmpty()
    {
        const Pcm pcm = sweep(rate, 60.0);
        PlayerBench bench(CapturePace::Stepped);
        const ContentId track = bench.source.add(makeAsset(pcm, {Rung::Flac}));
        bench.start(plain(Rung::Flac));
        bench.play({track});
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.bufferedToMs >= 30'000; }, 10));
        bench.source.refuseFetching(Error{ErrorKind::Unavailable, QStringLiteral("offline"), {}});
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.status == PlaybackStatus::Failed; }, 4'800));
        const PlayerState failed = bench.player->state();
        QVERIFY(failed.positionMs >= 30'000);
        QCOMPARE(failed.positionMs, failed.bufferedToMs);
        bench.source.refuseFetching({});
        bench.player->resume();
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.status == PlaybackStatus::Stopped; }, 4'800));
        QCOMPARE(bench.player->state().played[0].renderedMs, 60'000);
    }

    void ticksAreCumulativeAndTellEveryMilestone()
    {
        PlayerBench bench(CapturePace::Stepped);
        const ContentId track = bench.source.add(makeAsset(sweep(rate, 41.0), {Rung::Flac}));
        bench.start(plain(Rung::Flac));
        bench.play({track});
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.positionMs >= 7'000; }));
        bench.player->pause();
        QVERIFY(bench.reaches(PlaybackStatus::Paused));
        const PlaybackId session = bench.player->state().current.session;
        const auto atPause = bench.reporter.ticks(session);
        QCOMPARE(atPause.size(), 3U); // started, five seconds, pause
        QVERIFY(atPause[0].startMs >= 0);
        QVERIFY(atPause[0].renderedMs < 1'000);
        QVERIFY(atPause[2].renderedMs >= 7'000);
        bench.player->seek(2'000);
        bench.player->resume();
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.status == PlaybackStatus::Stopped; }, 2'000));
        const auto ticks = bench.reporter.ticks(session);
        bool counted = false;
        for (size_t i = 1; i < ticks.size(); ++i) {
            QCOMPARE(ticks[i].sequence, ticks[i - 1].sequence + 1);
            QVERIFY(ticks[i].renderedMs >= ticks[i - 1].renderedMs);
            QVERIFY(ticks[i].renderedMs - ticks[i - 1].renderedMs < 6'000);
            QVERIFY(!ticks[i - 1].ended);
            QCOMPARE(ticks[i].rung, Rung::Flac);
            counted |= ticks[i].renderedMs >= 30'000 && ticks[i].renderedMs < 31'000;
        }
        QVERIFY(counted);
        QVERIFY(ticks.back().ended);
        QVERIFY(ticks.back().renderedMs >= 46'000); // five seconds were heard twice
        QVERIFY(bench.source.closedSessions().contains(session));
    }

    void aHoveredTrackStartsWithoutAskingAgain()
    {
        PlayerBench bench;
        const ContentId hovered = bench.source.add(makeAsset(sweep(rate, 2.0), {Rung::Flac}));
        bench.start(plain(Rung::Flac));
        bench.player->prefetch(hovered);
        QVERIFY(QTest::qWaitFor([&] { return bench.source.fetches().size() >= 2; }, 60'000));
        const auto sessions = bench.source.openedSessions();
        QCOMPARE(sessions.size(), 1U);
        bench.play({hovered});
        QVERIFY(bench.finishes(1));
        QCOMPARE(bench.source.openedSessions().size(), 1U);
        QCOMPARE(bench.player->state().played[0].session, sessions[0]);
    }

    void onlyTheLastTwoHoveredTracksAreKept()
    {
        PlayerBench bench;
        QList<ContentId> tracks;
        for (int i = 0; i < 4; ++i)
            tracks.append(bench.source.add(makeAsset(sweep(rate, 1.0), {Rung::Flac})));
        bench.start(plain(Rung::Flac));
        for (const ContentId &track : tracks) {
            const size_t before = bench.source.openedSessions().size();
            bench.player->prefetch(track);
            QVERIFY(QTest::qWaitFor([&] { return bench.source.openedSessions().size() == before + 1; }, 60'000));
        }
        QVERIFY(QTest::qWaitFor([&] { return bench.source.closedSessions().size() == 2; }, 60'000));
        QVERIFY(bench.source.closedSessions().contains(bench.source.openedSessions()[0]));
    }

    void theStartIsMeasuredFromThePressToTheFirstSample()
    {
        PlayerBench bench(CapturePace::Stepped);
        const ContentId track = bench.source.add(makeAsset(sweep(rate, 3.0), {Rung::Flac}));
        bench.source.holdFrom(0);
        bench.start(plain(Rung::Flac));
        bench.play({track});
        QTest::qWait(300);
        bench.source.release();
        QVERIFY(bench.stepsUntil([](const PlayerState &state) { return state.current.startMs >= 0; }));
        QVERIFY(bench.player->state().current.startMs >= 300);
    }
};

MELODY_TEST(TroubleTest)
#include "trouble_test.moc"
