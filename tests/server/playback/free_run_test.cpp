// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "free_run.h"

#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::playback;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr minutes song{3};
constexpr seconds spot{15};

// A listener who asks, and a server that remembers.
struct World {
    FreeRun run;
    TimePoint now{std::chrono::hours(10'000)};
    ContentId album = ContentId::create(now);
    bool rendered = false;

    Result<bool> ask(Wish wish, const ContentId &context)
    {
        const auto step = planStep(run, wish, context, {now, rendered});
        if (!step)
            return tl::unexpected(step.error());
        rendered = false;
        run = begin(*step, PlaybackId::create(now), step->isBreak ? milliseconds(spot) : milliseconds(song), now);
        return step->isBreak;
    }
    Result<bool> ask(Wish wish) { return ask(wish, run.context.isNull() ? album : run.context); }
};

} // namespace

class FreeRunTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sixSongsMayBeLeftEarlyInAnHour()
    {
        World world;
        int skipped = 0;
        QVERIFY(world.ask(Wish::Open).has_value());
        for (int i = 0; i < 40; ++i) {
            world.now += seconds(20);
            world.rendered = true;
            const auto answer = world.ask(world.run.isBreak ? Wish::Finished : Wish::Skipped);
            if (!answer) {
                QCOMPARE(answer.error().code, u"skip_limit_reached"_s);
                QVERIFY(*answer.error().retryAfterMs > 0);
                break;
            }
            skipped += world.run.skips.size() > size_t(skipped) ? 1 : 0;
        }
        QCOMPARE(skipped, 6);
    }
    void anotherContextIsNoWayAroundTheSkips()
    {
        World world;
        QVERIFY(world.ask(Wish::Open).has_value());
        int opened = 0;
        for (int i = 0; i < 40; ++i) {
            world.now += seconds(20);
            world.rendered = true;
            if (world.run.isBreak) {
                QVERIFY(world.ask(Wish::Finished).has_value());
                continue;
            }
            if (!world.ask(Wish::Open, ContentId::create(world.now)))
                break;
            ++opened;
        }
        QCOMPARE(opened, 6);
    }
    void finishingBeforeTheEndIsRefusedAndCostsNothing()
    {
        World world;
        QVERIFY(world.ask(Wish::Open).has_value());
        world.now += minutes(1);
        QCOMPARE(world.ask(Wish::Finished).error().code, u"not_finished"_s);
        QVERIFY(world.run.skips.empty());
        world.now += minutes(1) + seconds(30); // half a minute before the end it may be asked for
        QVERIFY(world.ask(Wish::Finished).has_value());
    }
    void whoAsksAheadGainsItOnceOnly()
    {
        World world;
        QVERIFY(world.ask(Wish::Open).has_value());
        const TimePoint start = world.now;
        int songs = 1;
        int breaks = 0;
        for (int i = 0; i < 2'000; ++i) { // tries every five seconds, tells the truth never
            world.now += seconds(5);
            world.rendered = true;
            if (world.ask(Wish::Finished)) {
                world.run.isBreak ? ++breaks : ++songs;
                const auto played = (songs - 1) * milliseconds(song) + breaks * milliseconds(spot) -
                                    (world.run.isBreak ? milliseconds(spot) : milliseconds(0));
                QVERIFY(world.now - start + rules::askAhead >= played);
            }
        }
        QVERIFY(breaks * 3 >= songs - 3);
    }
    void aBreakIsHeardWholeWhateverIsAsked()
    {
        World world;
        QVERIFY(world.ask(Wish::Open).has_value());
        while (!world.run.isBreak) {
            world.now += song;
            QVERIFY(world.ask(Wish::Finished).has_value());
        }
        const FreeRun before = world.run;
        for (const Wish wish : {Wish::Open, Wish::Finished, Wish::Skipped}) {
            QCOMPARE(world.ask(wish).error().code, u"break_not_heard"_s);
            QCOMPARE(world.ask(wish, ContentId::create(world.now)).error().code, u"break_not_heard"_s);
            world.rendered = true; // said too early
            QCOMPARE(world.ask(wish).error().code, u"break_not_heard"_s);
            world.rendered = false;
        }
        QVERIFY(world.run == before);
        world.now += spot + song;
        QCOMPARE(world.ask(Wish::Finished).error().code, u"break_not_heard"_s); // time alone is no listening
        world.rendered = true;
        QCOMPARE(world.ask(Wish::Finished).value(), false);
    }
    void aContextThatGoesOnKeepsItsOrder()
    {
        World world;
        QVERIFY(world.ask(Wish::Open).has_value());
        world.now += song;
        QVERIFY(world.ask(Wish::Open).has_value());
        QCOMPARE(world.run.place, 1);
        world.now += song;
        QVERIFY(world.ask(Wish::Open, ContentId::create(world.now)).has_value());
        QCOMPARE(world.run.place, 0);
    }
    void everySongIsHeardBeforeAnyComesAgain()
    {
        const QStringList artists{u"a"_s, u"a"_s, u"b"_s, u"c"_s, u"c"_s};
        for (quint32 seed = 0; seed < 50; ++seed) {
            for (int round = 0; round < 3; ++round) {
                QSet<int> heard;
                for (int place = 0; place < 5; ++place)
                    heard.insert(songAt(artists, seed, round * 5 + place));
                QCOMPARE(heard.size(), 5);
            }
        }
        QCOMPARE(songAt({u"a"_s}, 1, 7), 0);
    }
};

MELODY_TEST(FreeRunTest)
#include "free_run_test.moc"
