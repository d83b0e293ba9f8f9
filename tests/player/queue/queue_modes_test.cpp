// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Repeat, shuffle, undo and what is kept of a queue.

#include <queue/queue_history.h>
#include <queue/saved_queue.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::player;

namespace {

QList<QueueItem> rows(int count, int first = 0)
{
    QList<QueueItem> items;
    for (int i = first; i < first + count; ++i) {
        QueueItem item;
        item.content = ContentId::create(SystemClock().now());
        item.title = QString::number(i);
        item.artistName = QString::number(i % 5);
        item.durationMs = 1'000 * i;
        item.albumPosition = i;
        item.speech = i % 3 == 0;
        items.append(item);
    }
    return items;
}

QStringList titles(const PlayQueue &queue)
{
    QStringList all;
    for (const QueueItem &item : queue.items())
        all.append(item.title);
    return all;
}

void editAtRandom(PlayQueue &queue, QRandomGenerator &random)
{
    const int size = int(queue.items().size());
    switch (random.bounded(7)) {
    case 0:
        return queue.append(rows(random.bounded(4), 100));
    case 1:
        return queue.insertNext(rows(random.bounded(3), 200));
    case 2:
        if (size > 0)
            queue.remove(queue.items()[random.bounded(size)].entry);
        return;
    case 3:
        if (size > 0)
            queue.move(random.bounded(size), random.bounded(size));
        return;
    case 4:
        return queue.shuffle(random.generate());
    case 5:
        return queue.unshuffle();
    default:
        if (size > 0)
            queue.moveTo(random.bounded(size));
    }
}

} // namespace

class QueueModesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void repeatAllBeginsAgainInBothDirections()
    {
        PlayQueue queue(rows(3), 2);
        queue.setRepeat(Repeat::All);
        QCOMPARE(queue.nextIndex(Advance::Finished), 0);
        queue.moveTo(0);
        QCOMPARE(queue.previousIndex(), 2);
    }
    void repeatOneIsLeftByPressingNext()
    {
        PlayQueue queue(rows(3), 1);
        queue.setRepeat(Repeat::One);
        QCOMPARE(queue.nextIndex(Advance::Finished), 1);
        QCOMPARE(queue.nextIndex(Advance::Pressed), 2);
        QVERIFY(!PlayQueue().nextIndex(Advance::Finished));
    }

    void shufflingKeepsWhatPlaysAndUnshufflingBringsTheOrderBack()
    {
        PlayQueue queue(rows(20), 7);
        const QStringList before = titles(queue);
        queue.shuffle(3);
        QVERIFY(queue.isShuffled());
        QCOMPARE(queue.currentIndex(), 0);
        QCOMPARE(queue.current()->title, QStringLiteral("7"));
        QVERIFY(titles(queue) != before);
        for (int i = 1; i < 20; ++i)
            QVERIFY(queue.items()[i].artistName != queue.items()[i - 1].artistName);
        queue.unshuffle();
        QCOMPARE(titles(queue), before);
        QCOMPARE(queue.currentIndex(), 7);
    }
    void rowsThatCameWhileShuffledStandBehindTheirRow()
    {
        PlayQueue queue(rows(5), 2);
        queue.shuffle(9);
        queue.insertNext(rows(1, 50));
        queue.append(rows(1, 60));
        queue.unshuffle();
        const QStringList expected = QStringLiteral("0 1 2 50 3 4 60").split(u' ');
        QCOMPARE(titles(queue), expected);
    }

    void undoTakesBackRowsAndNeverWhatPlays()
    {
        QueueHistory history;
        PlayQueue queue(rows(4), 1);
        const PlayQueue before = queue;
        queue.insertNext(rows(1, 9));
        history.edited(before, queue);
        queue.moveTo(2); // the new row plays
        queue = history.undo(queue);
        QCOMPARE(queue.current()->title, QStringLiteral("9"));
        QCOMPARE(queue.items().size(), 5);
        QVERIFY(!history.canUndo() && history.canRedo());
        queue.moveTo(0);
        queue = history.redo(queue);
        QCOMPARE(queue.current()->title, QStringLiteral("0"));
    }
    void whatIsTakenBackOfALongQueueHasABound()
    {
        QueueHistory history;
        PlayQueue queue(rows(3'000), 0);
        for (int i = 0; i < 50; ++i) {
            const PlayQueue before = queue;
            queue.append(rows(1));
            history.edited(before, queue);
        }
        int undone = 0;
        for (; history.canUndo(); ++undone)
            queue = history.undo(queue);
        QCOMPARE(undone, int(QueueHistory::maxRows / 3'050));
        PlayQueue huge(rows(int(QueueHistory::maxRows) + 10), 0);
        const PlayQueue before = huge;
        huge.append(rows(1));
        history.edited(before, huge);
        QVERIFY(history.canUndo());
    }
    void playingOnIsNoEdit()
    {
        QueueHistory history;
        PlayQueue queue(rows(4), 1);
        const PlayQueue before = queue;
        queue.moveTo(3);
        history.edited(before, queue);
        QVERIFY(!history.canUndo());
    }
    // Any edits taken back one by one, then done again: every state comes back, and the row that plays is the same throughout.
    void undoingAndRedoingEverythingIsExact()
    {
        for (quint32 seed = 1; seed <= 200; ++seed) {
            QRandomGenerator random(seed);
            PlayQueue queue(rows(6), 2);
            QueueHistory history;
            QList<QStringList> states;
            for (int i = 0; i < 30; ++i) {
                PlayQueue edited = queue;
                editAtRandom(edited, random);
                const auto playing = queue.current();
                const auto stays = [&](const QueueItem &item) { return playing && item.entry == playing->entry; };
                if (edited.isEmpty() || std::none_of(edited.items().cbegin(), edited.items().cend(), stays))
                    continue; // what plays was removed: then what comes back is around another row
                if (edited.items() != queue.items())
                    states.append(titles(queue));
                history.edited(queue, edited);
                queue = edited;
            }
            const QStringList last = titles(queue);
            const auto wanted = [](QStringList all) {
                all.sort();
                return all;
            };
            for (qsizetype i = states.size() - 1; i >= 0; --i) {
                queue = history.undo(queue);
                QVERIFY2(queue.current().has_value(), qPrintable(QString::number(seed)));
                // Rows that played since are kept: nothing else may be more.
                QVERIFY(queue.items().size() >= states[i].size() && queue.items().size() <= states[i].size() + 1);
            }
            while (history.canRedo())
                queue = history.redo(queue);
            QVERIFY2(wanted(titles(queue)) == wanted(last), qPrintable(QString::number(seed)));
        }
    }

    // Whatever was done to it, a queue comes back from its bytes as it was.
    void whatIsKeptComesBackWhole()
    {
        for (quint32 seed = 1; seed <= 200; ++seed) {
            QRandomGenerator random(seed);
            PlayQueue queue(rows(5), 1);
            for (int i = 0; i < 40; ++i)
                editAtRandom(queue, random);
            queue.setRepeat(Repeat(random.bounded(3)));
            const auto loaded = loadQueue(saveQueue(queue));
            QVERIFY2(loaded.has_value(), qPrintable(QString::number(seed)));
            QVERIFY2(*loaded == queue, qPrintable(QString::number(seed)));
        }
    }
    void tornOrStrangeBytesAreRefused()
    {
        QRandomGenerator random(17);
        PlayQueue queue(rows(5), 1);
        queue.shuffle(1);
        const QByteArray whole = saveQueue(queue);
        for (int i = 0; i < whole.size(); i += 7)
            QVERIFY(!loadQueue(whole.first(i)));
        for (int i = 0; i < 2'000; ++i) { // never a crash, never a queue that breaks its promises
            QByteArray bytes = whole;
            bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
            const auto loaded = loadQueue(bytes);
            QVERIFY(!loaded || loaded->isEmpty() || loaded->current());
        }
        QVERIFY(!loadPlace("{}"));
        QCOMPARE(loadPlace(savePlace({3, 1'234}))->positionMs, 1'234);
    }
};

MELODY_TEST(QueueModesTest)
#include "queue_modes_test.moc"
