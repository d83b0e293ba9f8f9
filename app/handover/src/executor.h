// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Carries out what the plan says.
#pragma once

#include "plan.h"
#include "rows.h"
#include "shown_player.h"

#include <handover/hand_over.h>
#include <values/mailbox.h>

#include <QtCore/QTimer>

#include <deque>

namespace melody::handover {

class Executor final : public QObject, public HandOver {
public:
    explicit Executor(const Parts &parts);

    void observe(Observer observer) override;
    player::Player &player() override { return m_shown; }
    void playerChanged(const player::PlayerState &state) override;
    void setUser(const UserId &user) override;
    void hear(const wire::LiveEvent &event) override;
    const Standing &standing() const override { return m_standing; }
    void lookForDevices() override;
    void transferTo(const SignInId &device) override;
    void leave(std::function<void()> done) override;

private:
    // Facts and steps.
    void proceed();
    [[nodiscard]] bool carryOut(const Step &step);
    void read();
    void put(const wire::PlayerState &state);
    void taken(const wire::PlayerState &sent, const Result<wire::PlayerSnapshot> &snapshot, bool staging);
    void see(const wire::PlayerSnapshot &snapshot);
    void failed(const Error &error);
    void playHere(const wire::PlayerState &state);
    void takeLocal(const player::PlayerState &state);
    void take(const wire::LiveEvent &event);
    void obey(const wire::PlayerCommand &command);
    void giveUp(const Error &error);
    // Another device's player in this one's window.
    void press(const Press &press);
    void play(const player::PlayQueue &queue, qint64 positionMs);
    void edit(const std::function<void(player::PlayQueue &)> &edit);
    void send(const QString &word, qint64 positionMs = 0, int volumePercent = 100);
    void sendNext();
    void leaveIfQuiet(bool isTold);
    [[nodiscard]] bool answers() const;
    [[nodiscard]] bool showsElsewhere() const;
    void show();
    void describe();
    void describeEpisode(const ContentId &content, std::function<void()> told);
    [[nodiscard]] player::PlayerState elsewhereState();
    [[nodiscard]] Ms now() const { return std::chrono::duration_cast<Ms>(m_parts.clock.monotonic()); }

    const Parts m_parts;
    std::mutex m_mutex; // of the next three
    Observer m_observer;
    std::optional<player::PlayerState> m_arrived; // from the player's thread
    bool m_isShown = true;                        // the local player is

    Facts m_facts;
    UserId m_user;
    quint64 m_serial = 0; // of the user: what was asked for another one is not wanted any more
    qint64 m_told = 0;    // the newest version that was heard of
    int m_failures = 0;
    Ms m_yieldingSince{0};
    std::optional<wire::PlayerState> m_awaited; // what the player was told to play and has not said yet
    Ms m_awaitedSince{0};
    CommandLog m_commands;
    player::PlayerState m_local;
    RowBook m_book;
    bool m_describing = false;

    QList<wire::PlayerDevice> m_devices;
    [[nodiscard]] bool isListed() const;       // the device that has it
    quint64 m_looks = 0;                       // questions for devices
    quint64 m_wantedLook = 0;                  // the first that knows the device that has it
    Standing m_standing;                       // as told last
    player::PlayQueue m_queue;                 // as shown, of the other device
    std::optional<player::PlayQueue> m_edited; // that the server does not have yet
    std::deque<wire::PlayerCommand> m_toSend;
    bool m_sending = false;
    std::optional<std::pair<Ms, qint64>> m_pressed; // when, and at which version, a command wanted an answer
    bool m_resumes = false;                         // it was to play on, and is looked for
    qint64 m_silentVersion = 0;                     // the device that has it did not answer since
    std::function<void()> m_left;                   // to be called when this device has said that it is silent
    int m_volumeBefore = 100;                       // it was muted from here
    QTimer m_timer;
    QTimer m_ticking; // while another device plays
    Mailbox m_onThread;
    ShownPlayer m_shown;
};

} // namespace melody::handover
