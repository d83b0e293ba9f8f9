// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where somebody was in what is not heard in one go: episodes and long pieces. What plays on this device is remembered in the library, for
// all devices; who begins one anew that was left in the middle is asked whether to go on there, and who is further on another device,
// whether to go there or to stay.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <library/library.h>
#include <viewmodels/player_watch.h>

namespace melody::app {

// Thread: the GUI's.
class PlacesViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the app")

public:
    static constexpr qint64 longMs = 20 * 60'000;        // from this length on a piece has a place; an episode always
    static constexpr qint64 keepEveryMs = 30'000;        // while it plays
    static constexpr qint64 worthMs = 30'000;            // less than this from either end is no place to go on from
    static constexpr qint64 answerWithinMs = 2 * 60'000; // heard from the beginning after the question: then that is the place

    // All must outlive it; without a library or a watch nothing happens.
    PlacesViewModel(library::Library *library, player::Player &player, PlayerWatch *watch);
    ~PlacesViewModel() override;

    // To the place that was offered, if that piece still plays.
    Q_INVOKABLE void goOn();
    // Forgets the place on another device that was offered.
    Q_INVOKABLE void stay();

Q_SIGNALS:
    void offered(const QString &sentence);
    // There is a place elsewhere too: to be answered with goOn() or stay(); until then both are kept.
    void parted(const QString &sentence);

private:
    void look();
    void begin(const player::PlayerState &state);
    void leave();
    void keep(bool finished);
    void offer(const rules::ResumePosition &place);
    void ask(const rules::Place &elsewhere);
    void lookElsewhere();

    library::Library *const m_library;
    player::Player &m_player;
    PlayerWatch *const m_watch;
    PlaybackId m_session;                    // that plays here
    std::optional<player::QueueItem> m_item; // of it, if it is a long one
    qint64 m_positionMs = 0;
    qint64 m_keptMs = 0;
    std::optional<qint64> m_offeredMs;
    std::optional<rules::Place> m_knew;      // what was shown of it when it began
    std::optional<rules::Place> m_elsewhere; // that was asked about
    quint64 m_generation = 0;                // of the library that was looked at
};

// A place on another device that is far enough ahead of this one to be asked about.
[[nodiscard]] std::optional<qint64> furtherElsewhere(const rules::ResumePosition &place);

} // namespace melody::app
