// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether the listening may go on, and what to do when not: another device of the plan plays, or a child's time is up. While the
// server can't be reached, the rules that hold for a child are applied here, to what was heard on this device.
#pragma once

#include <engine/player.h>
#include <viewmodels/player_watch.h>
#include <viewmodels/session_view_model.h>
#include <viewmodels/settings_view_model.h>

namespace melody::app {

// What the server answers to the ticks of the outbox. Thread: note() from any; the signal comes on the thread that called it.
class TickWatch : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    void note(const PlaybackId &session, const wire::TickAnswer &answer) { Q_EMIT answered(session, answer); }

Q_SIGNALS:
    void answered(const melody::PlaybackId &session, const melody::wire::TickAnswer &answer);
};

// Thread: the GUI's.
class ListeningViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the composition root")
    // There is something to say: until it plays again, or dismiss().
    Q_PROPERTY(bool shown READ shown NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString message READ message NOTIFY changed)
    Q_PROPERTY(bool canTakeOver READ canTakeOver NOTIFY changed)

public:
    // All must outlive it. What was heard is kept in the settings.
    struct Parts {
        remote::Api &api;
        player::Player &player;
        PlayerWatch &watch;
        TickWatch &ticks;
        SessionViewModel &session;
        SettingsViewModel &settings;
        const Clock &clock;
    };
    // Music without an answer of the server to it, after which it counts as out of reach.
    static constexpr qint64 outOfReachMs = 20'000;

    explicit ListeningViewModel(const Parts &parts);
    [[nodiscard]] bool shown() const { return m_shown; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString message() const;
    [[nodiscard]] bool canTakeOver() const;

    // Here instead of there.
    Q_INVOKABLE void takeOver();
    Q_INVOKABLE void dismiss();

Q_SIGNALS:
    void changed();

private:
    void answered(const PlaybackId &session, const wire::TickAnswer &answer);
    void look();
    void count(const player::ItemReport &current);
    void judge();
    void askFamily();
    void takeRules(const wire::Family &family);
    [[nodiscard]] std::chrono::milliseconds heardToday();

    const Parts m_parts;
    std::optional<Error> m_error; // that is shown
    TimePoint m_since{};          // when it came
    bool m_shown = false;
    bool m_takenOver = false; // it played, and another device took over
    std::optional<rules::ParentalState> m_rules;
    PlaybackId m_session;
    qint64 m_renderedMs = 0;   // of that session, as far as it is counted
    qint64 m_unansweredMs = 0; // heard since the server answered last
    qint64 m_unkeptMs = 0;     // heard and not yet in the settings
};

} // namespace melody::app
