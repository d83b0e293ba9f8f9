// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Music on one device of a listener at a time: this device says what it plays, hears what the others do, hands over to them and takes back.
// The server's state and its version decide (docs/sync.md); what is done when stands in src/plan.h.
#pragma once

#include <engine/player.h>
#include <remote/api.h>
#include <remote/player_api.h>
#include <wire/live.h>

#include <functional>
#include <memory>

namespace melody::handover {

struct Standing {
    QList<wire::PlayerDevice> devices; // that can be handed over to, this one first; as they were when asked last
    SignInId self;                     // null: not known yet
    SignInId playsOn;                  // the device whose music this one shows and controls; null: nobody has played anything
    SignInId goingTo;                  // where a transfer that is under way leads
    bool operator==(const Standing &) const = default;
};

// Called on the thread of the HandOver, `shown` from the player's as well.
struct Observer {
    std::function<void(const player::PlayerState &)> shown = {}; // of player()
    std::function<void(const Standing &)> changed = {};
    std::function<void(const Error &)> failed = {}; // a transfer or a command; "device_silent": it did not answer
};

// All must outlive it.
struct Parts {
    player::Player &player; // of this device; its observer calls playerChanged()
    remote::PlayerApi &api;
    remote::Api &catalogue; // for the titles of rows that another device put there
    const Clock &clock;
    // The next stream of this content may end what the plan plays elsewhere (StreamSource::takeOver).
    std::function<void(const ContentId &)> takeOver = {};
};

// Thread: made, destroyed and used on one with an event loop, unless said otherwise.
class HandOver {
public:
    virtual ~HandOver() = default;
    virtual void observe(Observer observer) = 0;
    // What the listener sees and presses: this device's player, or the one of the device that plays. Thread: any.
    [[nodiscard]] virtual player::Player &player() = 0;
    // Thread: any.
    virtual void playerChanged(const player::PlayerState &state) = 0;
    // Null: nobody, and only this device.
    virtual void setUser(const UserId &user) = 0;
    // What the live channel says; others' events are ignored. Thread: any.
    virtual void hear(const wire::LiveEvent &event) = 0;
    [[nodiscard]] virtual const Standing &standing() const = 0;
    virtual void lookForDevices() = 0;
    // What plays, plays on there. This device: comes here.
    virtual void transferTo(const SignInId &device) = 0;
    // The program ends: pauses this device, and `done` is called once, later, when the server knows, or can't be told.
    virtual void leave(std::function<void()> done) = 0;
};

[[nodiscard]] std::unique_ptr<HandOver> createHandOver(const Parts &parts);

} // namespace melody::handover
