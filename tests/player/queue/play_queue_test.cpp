// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <queue/play_queue.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::player;

namespace {

QueueItem item(const QString &title)
{
    QueueItem item;
    item.content = ContentId::create(SystemClock().now());
    item.title = title;
    return item;
}

PlayQueue queueOf(int count, int current = 0)
{
    QList<QueueItem> items;
    for (int i = 0; i < count; ++i)
        items.append(item(QString::number(i)));
    return PlayQueue(items, current);
}

QString titles(const PlayQueue &queue)
{
    QString all;
    for (const QueueItem &item : queue.items())
        all += item.title;
    return all;
}

} // namespace

class PlayQueueTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEmptyQueueHasNothingToOffer()
    {
        const PlayQueue queue;
        QCOMPARE(queue.currentIndex(), -1);
        QVERIFY(!queue.current());
        QVERIFY(!queue.nextIndex(Advance::Finished));
        QVERIFY(!queue.previousIndex());
        QVERIFY(queue.previous(0).restart);
    }
    void theStartIsClampedIntoTheList()
    {
        QCOMPARE(queueOf(3, 7).currentIndex(), 2);
        QCOMPARE(queueOf(3, -7).currentIndex(), 0);
    }
    void theSameTrackTwiceIsTwoEntries()
    {
        const QueueItem one = item(QStringLiteral("a"));
        const PlayQueue queue({one, one});
        QVERIFY(queue.items()[0].entry != queue.items()[1].entry);
    }
    void nextEndsAtTheEnd()
    {
        PlayQueue queue = queueOf(2);
        QCOMPARE(queue.nextIndex(Advance::Pressed), std::optional(1));
        QVERIFY(queue.moveTo(1));
        QVERIFY(!queue.nextIndex(Advance::Finished));
        QVERIFY(!queue.moveTo(2));
        QCOMPARE(queue.currentIndex(), 1);
    }
    void previousRestartsAfterThreeSeconds()
    {
        const PlayQueue queue = queueOf(3, 1);
        QVERIFY(!queue.previous(3'000).restart);
        QCOMPARE(queue.previous(3'000).index, 0);
        QVERIFY(queue.previous(3'001).restart);
    }
    void previousOfTheFirstTrackRestartsIt() { QVERIFY(queueOf(3).previous(0).restart); }
    void insertedRowsPlayNext()
    {
        PlayQueue queue = queueOf(3, 1);
        queue.insertNext({item(QStringLiteral("x")), item(QStringLiteral("y"))});
        QCOMPARE(titles(queue), QStringLiteral("01xy2"));
        QCOMPARE(queue.next(Advance::Finished)->title, QStringLiteral("x"));
    }
    void rowsAddedToAnEmptyQueueMakeTheFirstCurrent()
    {
        PlayQueue queue;
        queue.insertNext({item(QStringLiteral("x"))});
        queue.append({item(QStringLiteral("y"))});
        QCOMPARE(queue.currentIndex(), 0);
        QCOMPARE(titles(queue), QStringLiteral("xy"));
    }
    void removingTheCurrentRowMakesTheFollowingCurrent()
    {
        PlayQueue queue = queueOf(3, 1);
        QVERIFY(queue.remove(queue.current()->entry));
        QCOMPARE(queue.current()->title, QStringLiteral("2"));
        QVERIFY(queue.remove(queue.current()->entry));
        QCOMPARE(queue.current()->title, QStringLiteral("0"));
        QVERIFY(queue.remove(queue.current()->entry));
        QCOMPARE(queue.currentIndex(), -1);
        QVERIFY(!queue.remove(1));
    }
    // Whatever is done to it, what plays goes on playing unless it was itself removed, and the index stays valid.
    void editsNeverMoveTheCurrentTrack()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 300; ++round) {
            PlayQueue queue = queueOf(1 + int(random.bounded(8)), int(random.bounded(8)));
            for (int step = 0; step < 20 && !queue.isEmpty(); ++step) {
                const quint64 playing = queue.current()->entry;
                const int size = int(queue.items().size());
                const quint64 victim = queue.items()[random.bounded(size)].entry;
                switch (random.bounded(4)) {
                case 0:
                    queue.append({item(QStringLiteral("n"))});
                    break;
                case 1:
                    queue.insertNext({item(QStringLiteral("n"))});
                    break;
                case 2:
                    QVERIFY(queue.move(random.bounded(size), random.bounded(size)));
                    break;
                default:
                    QVERIFY(queue.remove(victim));
                    if (victim == playing)
                        continue;
                }
                QCOMPARE(queue.current()->entry, playing);
                QSet<quint64> entries;
                for (const QueueItem &row : queue.items())
                    entries.insert(row.entry);
                QCOMPARE(entries.size(), queue.items().size());
            }
        }
    }
};

MELODY_TEST(PlayQueueTest)
#include "play_queue_test.moc"
