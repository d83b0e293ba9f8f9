// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The player that windows hold: this device's, or a remote control of the one that plays.
#pragma once

#include <engine/player.h>

#include <atomic>
#include <mutex>

namespace melody::handover {

// What a listener can do to the player of another device.
struct Press {
    enum class What { Pause, Resume, Next, Previous, Seek, Volume, Muted, Play, JumpTo, Edit };
    What what = What::Pause;
    qint64 number = 0; // position, row
    double volume = 0;
    bool muted = false;
    player::PlayQueue queue = {};
    std::function<void(player::PlayQueue &)> edit = {};
};

// Thread: any.
class ShownPlayer final : public player::Player {
public:
    // `press` from any thread.
    ShownPlayer(player::Player &local, std::function<void(Press)> press) : m_local(local), m_press(std::move(press)) {}

    // From now on `state` of another device is shown; nothing: this device's.
    void showElsewhere(std::optional<player::PlayerState> state);
    [[nodiscard]] bool isElsewhere() const { return m_elsewhere; }

    void play(player::PlayQueue queue, qint64 positionMs) override;
    void pause() override;
    void resume() override;
    void stop() override { m_local.stop(); }
    void halt(const Error &why) override { m_local.halt(why); }
    void takeOver() override { m_local.takeOver(); }
    void next() override;
    void previous() override;
    void jumpTo(int index) override;
    void seek(qint64 positionMs) override;
    void editQueue(std::function<void(player::PlayQueue &)> edit) override;
    void undoQueue() override;
    void redoQueue() override;
    void setVolume(double volume) override;
    void setMuted(bool muted) override;
    void setSound(player::SoundSettings sound) override { m_local.setSound(sound); }
    void setSleep(player::SleepTimer timer) override { m_local.setSleep(timer); }
    void setQuality(player::QualityMode mode) override { m_local.setQuality(mode); }
    void prefetch(const ContentId &content) override;
    [[nodiscard]] player::PlayerState state() const override;

private:
    player::Player &m_local;
    const std::function<void(Press)> m_press;
    std::atomic<bool> m_elsewhere = false;
    mutable std::mutex m_mutex;
    player::PlayerState m_shown; // of the other device
};

} // namespace melody::handover
