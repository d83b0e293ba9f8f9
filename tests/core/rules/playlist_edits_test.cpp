// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/library.h>
#include <rules/playlist_edits.h>

#include <support/test_main.h>

using namespace melody;
using namespace melody::rules;
using namespace std::chrono_literals;

namespace {

using Kind = PlaylistOperationKind;

const TimePoint now{1'000'000ms};

PlaylistItemId item(int number)
{
    return PlaylistItemId(QUuid(uint(number), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
}

ContentId content(int number)
{
    return ContentId(QUuid(uint(number), 0, 0, 0, 0, 0, 0, 0, 0, 0, 2));
}

PlaylistOperation insert(int number, std::optional<int> after = {})
{
    return {Kind::Insert, item(number), content(number), after ? std::optional(item(*after)) : std::nullopt};
}

PlaylistOperation move(int number, std::optional<int> after = {})
{
    return {Kind::Move, item(number), {}, after ? std::optional(item(*after)) : std::nullopt};
}

PlaylistOperation removal(int number)
{
    return {Kind::Remove, item(number), {}, {}};
}

PlaybackId session(int number)
{
    return PlaybackId(QUuid(uint(number), 0, 0, 0, 0, 0, 0, 0, 0, 0, 3));
}

QList<int> living(const std::vector<PlaylistItem> &items)
{
    QList<int> numbers;
    for (const PlaylistItem &each : items) {
        if (!each.removed)
            numbers.append(int(each.id.uuid().data1));
    }
    return numbers;
}

std::vector<PlaylistItem> oneToFive()
{
    return applyOperations({}, {insert(1), insert(2, 1), insert(3, 2), insert(4, 3), insert(5, 4)}, now).items;
}

} // namespace

class PlaylistEditsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itemsStandWhereTheyWerePut()
    {
        QCOMPARE(living(oneToFive()), (QList<int>{1, 2, 3, 4, 5}));
        QCOMPARE(living(applyOperations(oneToFive(), {insert(6), insert(7, 3)}, now).items), (QList<int>{6, 1, 2, 3, 7, 4, 5}));
        QCOMPARE(living(applyOperations(oneToFive(), {move(5), move(1, 4)}, now).items), (QList<int>{5, 2, 3, 4, 1}));
        QCOMPARE(living(applyOperations(oneToFive(), {removal(2), removal(5)}, now).items), (QList<int>{1, 3, 4}));
    }
    void onlyWhatIsDifferentIsNamedAsChanged()
    {
        const auto result = applyOperations(oneToFive(), {insert(6, 2), removal(4)}, now);
        QCOMPARE(result.changed.size(), 2u);
        QCOMPARE(result.changed[0].id, item(6));
        QCOMPARE(result.changed[0].addedAt, now);
        QCOMPARE(result.changed[1].id, item(4));
        QVERIFY(result.changed[1].removed);
    }
    void anEditThatIsSentTwiceIsAppliedOnce()
    {
        const QList<PlaylistOperation> edit{insert(6, 2), removal(4), move(1, 5)};
        const auto once = applyOperations(oneToFive(), edit, now);
        const auto twice = applyOperations(once.items, edit, now + 1h);
        QCOMPARE(living(twice.items), living(once.items));
        QCOMPARE(twice.withoutEffect, 2);
    }
    void removingWinsOverMovingAndOverInsertingAgain()
    {
        const auto removed = applyOperations(oneToFive(), {removal(3)}, now).items;
        const auto result = applyOperations(removed, {move(3, 5), insert(3), removal(3)}, now);
        QCOMPARE(living(result.items), (QList<int>{1, 2, 4, 5}));
        QCOMPARE(result.withoutEffect, 3);
        QVERIFY(result.changed.empty());
    }
    void whatComesAfterATombstoneStandsWhereThatWas()
    {
        const auto removed = applyOperations(oneToFive(), {removal(3)}, now).items;
        QCOMPARE(living(applyOperations(removed, {insert(6, 3), move(1, 6)}, now).items), (QList<int>{2, 6, 1, 4, 5}));
    }
    void anUnknownPlaceIsTheEnd()
    {
        QCOMPARE(living(applyOperations(oneToFive(), {insert(6, 99), move(1, 98)}, now).items), (QList<int>{2, 3, 4, 5, 6, 1}));
    }
    void movingToItselfChangesNothing()
    {
        const auto result = applyOperations(oneToFive(), {move(3, 3)}, now);
        QCOMPARE(result.withoutEffect, 1);
        QVERIFY(result.changed.empty());
    }
    void thereIsAlwaysRoomBetweenTwo()
    {
        auto items = oneToFive();
        QList<int> expected{1, 2, 3, 4, 5};
        for (int number = 6; number < 300; ++number) {
            items = applyOperations(std::move(items), {insert(number, 1)}, now).items;
            expected.insert(1, number);
        }
        QCOMPARE(living(items), expected);
        for (size_t i = 1; i < items.size(); ++i)
            QVERIFY(items[i - 1].position < items[i].position);
    }
    void thereIsRoomAtBothEnds()
    {
        for (const qint64 position : {qint64(0), maxPlaylistPosition}) {
            const std::vector<PlaylistItem> edge{{item(1), content(1), position, false, now}};
            const auto result = applyOperations(edge, {insert(2), insert(3, 1)}, now);
            QCOMPARE(living(result.items), (QList<int>{2, 1, 3}));
            for (const PlaylistItem &each : result.items)
                QVERIFY(each.position >= 0 && each.position <= maxPlaylistPosition);
        }
    }
    void aPlaylistHasALimitThatRemovedItemsDoNotCountFor()
    {
        QList<PlaylistOperation> all;
        for (int i = 1; i <= maxPlaylistItems; ++i)
            all.append(insert(i));
        const auto full = applyOperations({}, all, now);
        QVERIFY(!full.tooMany);
        QVERIFY(applyOperations(full.items, {insert(maxPlaylistItems + 1)}, now).tooMany);
        QVERIFY(!applyOperations(full.items, {removal(7), insert(maxPlaylistItems + 1)}, now).tooMany);
    }

    void theLastWriterWinsByItsOwnClockButNotFromTheFuture()
    {
        QVERIFY(prevails(now + 1ms, now));
        QVERIFY(prevails(now, now));
        QVERIFY(!prevails(now - 1ms, now));
        QCOMPARE(writtenAt(now + 1h, now), now);
        QCOMPARE(writtenAt(now - 1h, now), now - 1h);
    }
    void withinASessionAPositionGoesForwardOnly()
    {
        const ResumePosition stored{session(1), 60'000, false, now};
        QCOMPARE(mergePositions(stored, {session(1), 50'000, false, now + 1h}, {}), (ResumePosition{session(1), 60'000, false, now + 1h}));
        QCOMPARE(mergePositions(stored, {session(1), 70'000, true, now - 1h}, {}), (ResumePosition{session(1), 70'000, true, now}));
    }
    void theLaterSessionIsWhereOneIsAndTheFurthestPlaceIsKeptBesideIt()
    {
        const ResumePosition stored{session(1), 60'000, false, now};
        const ResumePosition both{session(2), 10, false, now + 1ms, Place{session(1), 60'000}};
        QCOMPARE(mergePositions(stored, {session(2), 10, false, now + 1ms}, {}), both);
        // In whatever order they are heard of.
        QCOMPARE(mergePositions({session(2), 10, false, now + 1ms}, stored, {}), both);
        // What it knew was another listening, or not as far.
        QCOMPARE(mergePositions(stored, {session(2), 10, false, now + 1ms}, Place{session(3), 90'000}), both);
        QCOMPARE(mergePositions(stored, {session(2), 10, false, now + 1ms}, Place{session(1), 59'999}), both);
        // A third one, that nobody asked: the furthest of all stays.
        QCOMPARE(mergePositions(both, {session(3), 20'000, false, now + 1s}, Place{session(2), 10}),
                 (ResumePosition{session(3), 20'000, false, now + 1s, Place{session(1), 60'000}}));
        QCOMPARE(mergePositions(both, {session(3), 90'000, false, now - 1s}, {}),
                 (ResumePosition{session(2), 10, false, now + 1ms, Place{session(3), 90'000}}));
    }
    void toBeginAnewWhatIsKnownIsNoConflict()
    {
        const ResumePosition stored{session(1), 60'000, false, now};
        const ResumePosition anew{session(2), 10, false, now + 1ms};
        QCOMPARE(mergePositions(stored, anew, Place{session(1), 60'000}), anew);
        QCOMPARE(mergePositions(stored, {session(2), 70'000, false, now + 1ms}, {}),
                 (ResumePosition{session(2), 70'000, false, now + 1ms}));
        QCOMPARE(mergePositions(stored, {session(2), 20, false, now - 1ms}, {}), stored);
    }
    void theListenersChoiceEndsIt()
    {
        const ResumePosition both{session(2), 10'000, false, now, Place{session(1), 60'000}};
        QCOMPARE(mergePositions(both, {session(2), 10'000, false, now + 1s}, both.elsewhere),
                 (ResumePosition{session(2), 10'000, false, now + 1s}));
        QCOMPARE(mergePositions(both, {session(1), 60'000, false, now + 1s}, both.elsewhere),
                 (ResumePosition{session(1), 60'000, false, now + 1s}));
        // Whoever came there without being asked has no question left.
        QCOMPARE(mergePositions(both, {session(2), 60'000, false, now + 1s}, {}), (ResumePosition{session(2), 60'000, false, now + 1s}));
        // The other listening goes on, from its furthest.
        QCOMPARE(mergePositions(both, {session(1), 50'000, false, now + 1s}, {}), (ResumePosition{session(1), 60'000, false, now + 1s}));
        QCOMPARE(mergePositions(both, {session(1), 70'000, false, now - 1s}, {}),
                 (ResumePosition{session(2), 10'000, false, now, Place{session(1), 70'000}}));
    }
};

MELODY_TEST(PlaylistEditsTest)
#include "playlist_edits_test.moc"
