// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rows.h"

#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::handover;
using namespace Qt::StringLiterals;

namespace {

ContentId contentOf(int number)
{
    return ContentId(QUuid(quint32(number), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
}

player::PlayQueue queueOf(const QList<int> &numbers, int current)
{
    QList<player::QueueItem> items;
    for (const int number : numbers) {
        player::QueueItem item;
        item.content = contentOf(number);
        item.title = u"Song %1"_s.arg(number);
        items.append(item);
    }
    return player::PlayQueue(std::move(items), current);
}

QList<ContentId> contentsOf(const player::PlayQueue &queue)
{
    QList<ContentId> contents;
    for (const player::QueueItem &item : queue.items())
        contents.append(item.content);
    return contents;
}

} // namespace

class RowsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEpisodeThatIsHandedOverIsSpeech()
    {
        wire::EpisodeInfo episode;
        episode.summary.id = contentOf(7);
        episode.summary.kind = u"episode"_s;
        episode.summary.title = u"Signals"_s;
        episode.show = contentOf(9);
        episode.artistName = u"Ada"_s;
        RowBook book;
        book.learn(episode);
        const auto row = book.find(contentOf(7));
        QVERIFY(row);
        QVERIFY(row->speech);
        QCOMPARE(row->album, episode.show);
        QCOMPARE(row->artistName, u"Ada"_s);
    }
    void aQueueGoesThereAndBack()
    {
        player::PlayerState state;
        state.queue = queueOf({1, 2, 3, 2}, 3);
        state.queue.setRepeat(player::Repeat::All);
        state.status = player::PlaybackStatus::Buffering;
        state.positionMs = 4'321;
        state.volume = 0.4;
        const wire::PlayerState told = stateOf(state, SignInId());
        QVERIFY(told.playing);
        QCOMPARE(told.index, 3);
        QCOMPARE(told.positionMs, 4'321);
        QCOMPARE(told.volumePercent, 40);
        RowBook book;
        book.learn(state.queue);
        const player::PlayQueue back = book.queueOf(told);
        QCOMPARE(back, state.queue);
        QVERIFY(!book.missing(told));
    }
    void ofALongQueueTheRowsAroundTheCurrentOneAreTold()
    {
        QList<int> numbers(3'000);
        std::iota(numbers.begin(), numbers.end(), 0);
        for (const int current : {0, 100, 1'500, 2'999}) {
            player::PlayerState state;
            state.queue = queueOf(numbers, current);
            const wire::PlayerState told = stateOf(state, SignInId());
            QCOMPARE(told.queue.size(), wire::maxPlayerQueue);
            QCOMPARE(told.queue[told.index], contentOf(current));
        }
    }
    void aBreakIsHeardFromItsBeginningWhereverItGoes()
    {
        player::PlayerState state;
        player::QueueItem item;
        item.content = contentOf(1);
        item.adBreak = true;
        state.queue = player::PlayQueue({item});
        state.status = player::PlaybackStatus::Playing;
        state.positionMs = 9'000;
        QCOMPARE(stateOf(state, SignInId()).positionMs, 0);
    }
    void rowsWithoutATitleGetThem()
    {
        wire::PlayerState state;
        state.queue = {contentOf(1), contentOf(2), contentOf(3)};
        state.index = 1;
        RowBook book;
        player::PlayQueue queue = book.queueOf(state);
        QCOMPARE(book.missing(state), contentOf(2));
        book.learn(queueOf({2}, 0));
        QCOMPARE(book.missing(state), contentOf(3)); // what is behind is not shown
        book.giveUp(contentOf(3));
        QVERIFY(!book.missing(state));
        const quint64 entry = queue.current()->entry;
        book.describe(queue);
        QCOMPARE(queue.current()->title, u"Song 2"_s);
        QCOMPARE(queue.current()->entry, entry);
        QVERIFY(queue.items().constFirst().title.isEmpty());
    }
    void otherRowsAreTakenUpAroundWhatPlays()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        for (int round = 0; round < 500; ++round) {
            QList<int> own, wanted;
            for (int i = 1 + random.bounded(8); i > 0; --i)
                own.append(random.bounded(6));
            for (int i = random.bounded(8); i > 0; --i)
                wanted.append(random.bounded(6));
            player::PlayQueue queue = queueOf(own, random.bounded(int(own.size())));
            const auto playing = *queue.current();
            wire::PlayerState state;
            for (const int number : wanted)
                state.queue.append(contentOf(number));
            state.index = wanted.isEmpty() ? 0 : random.bounded(int(wanted.size()));
            RowBook().adopt(queue, state);
            QCOMPARE(queue.current()->entry, playing.entry);
            QList<ContentId> rows = contentsOf(queue);
            if (!state.queue.contains(playing.content))
                rows.removeOne(playing.content); // it plays on, before them
            QCOMPARE(rows, state.queue);
        }
    }
};

MELODY_TEST(RowsTest)
#include "rows_test.moc"
