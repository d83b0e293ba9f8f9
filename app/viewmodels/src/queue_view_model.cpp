// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <queue/saved_queue.h>
#include <viewmodels/cards.h>
#include <viewmodels/content_list_model.h>
#include <viewmodels/error_words.h>
#include <viewmodels/queue_view_model.h>

#include <QtCore/QRandomGenerator>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;
using player::PlayQueue;
using player::Repeat;

constexpr qint64 msPerMinute = 60'000;

int minutesOf(qint64 ms)
{
    return int((std::max<qint64>(ms, 0) + msPerMinute - 1) / msPerMinute);
}

} // namespace

QueueViewModel::QueueViewModel(player::Player &player, PlayerWatch &watch, const Clock &clock)
    : m_player(player), m_watch(watch), m_clock(clock)
{
    connect(&watch, &PlayerWatch::changed, this, &QueueViewModel::refresh);
}

QString QueueViewModel::repeat() const
{
    switch (state().queue.repeat()) {
    case Repeat::All:
        return u"all"_s;
    case Repeat::One:
        return u"one"_s;
    case Repeat::Off:
        break;
    }
    return u"off"_s;
}

QString QueueViewModel::sleep() const
{
    if (state().sleep.endOfTrack)
        return u"end_of_track"_s;
    return state().sleep.afterMs ? u"time"_s : QString();
}

QString QueueViewModel::sleepText() const
{
    if (state().sleep.endOfTrack)
        return tr("Stops after this track");
    return state().sleep.afterMs ? tr("Stops in %n minute(s)", nullptr, minutesOf(state().sleepLeftMs)) : QString();
}

QString QueueViewModel::leadText() const
{
    if (!led())
        return {};
    if (adBreak())
        return tr("A short break. The music goes on after it; with a plan there are none.");
    if (state().lead->skipAt)
        return tr("No skips left. The next one in %n minute(s); with a plan you skip as you like.", nullptr,
                  minutesOf((*state().lead->skipAt - m_clock.now()).count()));
    return tr("Shuffled for you. %n skip(s) left this hour.", nullptr, state().lead->skipsLeft);
}

QString QueueViewModel::choosing() const
{
    return led() ? errorSentence({ErrorKind::PlanRequired, u"shuffle_only"_s, {}}) : QString();
}

QString QueueViewModel::refusal() const
{
    if (!state().refusal)
        return {};
    // That one knows when there is a skip again.
    const bool skipsTold = led() && state().lead->skipAt && state().refusal->code == u"skip_limit_reached";
    return skipsTold ? leadText() : errorSentence(*state().refusal);
}

void QueueViewModel::playNext(const QVariantList &cards)
{
    put(cards, Where::Next);
}

void QueueViewModel::append(const QVariantList &cards)
{
    put(cards, Where::End);
}

void QueueViewModel::put(const QVariantList &cards, Where where)
{
    const QList<player::QueueItem> items = queueRowsOf(cards);
    if (items.isEmpty())
        return;
    if (led())
        return Q_EMIT refused(choosing());
    if (state().queue.isEmpty())
        return m_player.play(PlayQueue(items));
    if (state().queue.items().size() + items.size() > player::maxSavedRows)
        return Q_EMIT said(tr("The queue is full. Take something out of it first."), {});
    const bool isNext = where == Where::Next;
    const QString &title = items.constFirst().title;
    if (items.size() == 1)
        m_toSay = isNext ? tr("%1 plays next").arg(title) : tr("%1 is in the queue").arg(title);
    else
        m_toSay =
            isNext ? tr("%n song(s) play next", nullptr, int(items.size())) : tr("%n song(s) are in the queue", nullptr, int(items.size()));
    m_player.editQueue([items, isNext](PlayQueue &queue) { isNext ? queue.insertNext(items) : queue.append(items); });
}

QVariantList QueueViewModel::cards() const
{
    return cardRowsOf(state().queue.items());
}

void QueueViewModel::jumpTo(int row)
{
    if (row >= 0 && row < m_upcoming.count())
        m_player.jumpTo(state().queue.currentIndex() + 1 + row);
}

void QueueViewModel::prefetch(int row)
{
    if (row >= 0 && row < m_upcoming.count())
        m_player.prefetch(state().queue.items()[state().queue.currentIndex() + 1 + row].content);
}

void QueueViewModel::move(int from, int to)
{
    if (from < 0 || from >= m_upcoming.count() || from == to)
        return;
    const quint64 entry = state().queue.items()[state().queue.currentIndex() + 1 + from].entry;
    m_player.editQueue([entry, to](PlayQueue &queue) {
        const int first = queue.currentIndex() + 1;
        for (int i = first; i < queue.items().size(); ++i) {
            if (queue.items()[i].entry == entry) {
                queue.move(i, std::clamp(first + to, first, int(queue.items().size()) - 1));
                return;
            }
        }
    });
}

void QueueViewModel::remove(int row)
{
    if (row < 0 || row >= m_upcoming.count())
        return;
    const quint64 entry = state().queue.items()[state().queue.currentIndex() + 1 + row].entry;
    m_player.editQueue([entry](PlayQueue &queue) { queue.remove(entry); });
}

void QueueViewModel::clear()
{
    m_player.editQueue([](PlayQueue &queue) {
        while (queue.items().size() > queue.currentIndex() + 1)
            queue.remove(queue.items().constLast().entry);
    });
}

void QueueViewModel::undo()
{
    m_player.undoQueue();
}

void QueueViewModel::redo()
{
    m_player.redoQueue();
}

void QueueViewModel::setRepeat(Repeat repeat)
{
    if (!led())
        m_player.editQueue([repeat](PlayQueue &queue) { queue.setRepeat(repeat); });
}

void QueueViewModel::cycleRepeat()
{
    setRepeat(Repeat((int(state().queue.repeat()) + 1) % 3));
}

void QueueViewModel::setShuffled(bool shuffled)
{
    if (led())
        return;
    m_player.editQueue([shuffled, seed = QRandomGenerator::system()->generate()](PlayQueue &queue) {
        if (shuffled)
            queue.shuffle(seed);
        else
            queue.unshuffle();
    });
}

void QueueViewModel::sayWhyLed()
{
    if (led())
        Q_EMIT refused(tr("Without a plan the songs come shuffled. With one you choose the order, and what repeats."));
}

void QueueViewModel::sleepAfter(int minutes)
{
    player::SleepTimer timer;
    if (minutes > 0)
        timer.afterMs = minutes * msPerMinute;
    m_player.setSleep(timer);
}

void QueueViewModel::sleepAtEndOfTrack()
{
    m_player.setSleep({{}, true});
}

void QueueViewModel::refresh()
{
    if (m_queue != state().queue) { // the same list is shared, so this is quick
        m_queue = state().queue;
        showUpcoming();
        // What was put into another device's queue is not taken back from here; then there is no such step.
        if (const QString sentence = std::exchange(m_toSay, {}); !sentence.isEmpty())
            Q_EMIT said(sentence, canUndo() ? tr("Undo") : QString());
    }
    const auto word = [](bool is) { return is ? u"1"_s : u"0"_s; };
    const QStringList now{repeat(),    word(shuffled()), word(canUndo()), word(canRedo()),
                          sleepText(), leadText(),       word(adBreak()), refusal()};
    if (std::exchange(m_told, now) != now)
        Q_EMIT changed();
    const QString why = refusal();
    if (std::exchange(m_lastRefusal, why) != why && !why.isEmpty())
        Q_EMIT refused(why);
}

void QueueViewModel::showUpcoming()
{
    QList<TrackRow> rows;
    for (int i = m_queue.currentIndex() + 1; i < m_queue.items().size(); ++i) {
        const player::QueueItem &row = m_queue.items()[i];
        rows.append({row.content, row.title, row.artistName, imageText(row.image), int(rows.size()) + 1, 1, row.durationMs, 0, false});
    }
    m_upcoming.reset(std::move(rows));
}

} // namespace melody::app
