// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What comes next and how: the rows behind the one that plays, repeat, shuffle, the sleep timer, and what a listener without a plan may do.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <viewmodels/player_watch.h>
#include <viewmodels/track_list_model.h>

namespace melody::app {

// Thread: the GUI's.
class QueueViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the composition root")
    Q_PROPERTY(melody::app::TrackListModel *upcoming READ upcoming CONSTANT)
    Q_PROPERTY(QString repeat READ repeat NOTIFY changed) // off, all, one
    Q_PROPERTY(bool shuffled READ shuffled NOTIFY changed)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY changed)
    Q_PROPERTY(bool canRedo READ canRedo NOTIFY changed)
    Q_PROPERTY(QString sleep READ sleep NOTIFY changed)         // "", "time", "end_of_track"
    Q_PROPERTY(QString sleepText READ sleepText NOTIFY changed) // what is left of it
    // Without a plan the server leads.
    Q_PROPERTY(bool led READ led NOTIFY changed)
    Q_PROPERTY(QString choosing READ choosing NOTIFY changed) // why nothing can be put into the queue; empty: it can
    Q_PROPERTY(bool adBreak READ adBreak NOTIFY changed)
    Q_PROPERTY(QString leadText READ leadText NOTIFY changed) // skips that are left, or when there is one again
    Q_PROPERTY(QString refusal READ refusal NOTIFY changed)   // why the last press did nothing, and what to do

public:
    QueueViewModel(player::Player &player, PlayerWatch &watch, const Clock &clock);
    [[nodiscard]] TrackListModel *upcoming() { return &m_upcoming; }
    [[nodiscard]] QString repeat() const;
    [[nodiscard]] bool shuffled() const { return state().queue.isShuffled(); }
    [[nodiscard]] bool canUndo() const { return state().canUndo && !led(); }
    [[nodiscard]] bool canRedo() const { return state().canRedo && !led(); }
    [[nodiscard]] QString sleep() const;
    [[nodiscard]] QString sleepText() const;
    [[nodiscard]] bool led() const { return state().lead.has_value(); }
    [[nodiscard]] QString choosing() const;
    [[nodiscard]] bool adBreak() const { return led() && state().lead->adBreak; }
    [[nodiscard]] QString leadText() const;
    [[nodiscard]] QString refusal() const;

    // Cards as in cards.h: behind what plays, or at the end. Where nothing plays they do, at once.
    Q_INVOKABLE void playNext(const QVariantList &cards);
    Q_INVOKABLE void append(const QVariantList &cards);
    // Of the whole queue, what was heard too, to be kept.
    [[nodiscard]] Q_INVOKABLE QVariantList cards() const;

    // Rows are those of `upcoming`.
    Q_INVOKABLE void jumpTo(int row);
    Q_INVOKABLE void prefetch(int row); // the listener may go there soon
    Q_INVOKABLE void move(int from, int to);
    Q_INVOKABLE void remove(int row);
    Q_INVOKABLE void clear(); // what plays stays
    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();
    void setRepeat(player::Repeat repeat);
    Q_INVOKABLE void cycleRepeat(); // off, all, one
    Q_INVOKABLE void setShuffled(bool shuffled);
    Q_INVOKABLE void sayWhyLed();             // refused(): the order of songs is not the listener's
    Q_INVOKABLE void sleepAfter(int minutes); // 0: no timer
    Q_INVOKABLE void sleepAtEndOfTrack();

Q_SIGNALS:
    void changed();
    void refused(const QString &sentence); // a press did nothing
    // A passing word; `action` is empty or takes it back.
    void said(const QString &sentence, const QString &action);

private:
    [[nodiscard]] const player::PlayerState &state() const { return m_watch.state(); }
    enum class Where { Next, End };
    void put(const QVariantList &cards, Where where);
    void refresh();
    void showUpcoming();

    player::Player &m_player;
    PlayerWatch &m_watch;
    const Clock &m_clock;
    TrackListModel m_upcoming;
    player::PlayQueue m_queue;
    QStringList m_told;    // what the properties said last
    QString m_lastRefusal; // that was said
    QString m_toSay;       // once the queue has what was put into it
};

} // namespace melody::app
