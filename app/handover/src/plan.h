// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what a device does next so that a listener's music plays on one device, the one that the server names.
#pragma once

#include <wire/player.h>

#include <chrono>
#include <optional>

namespace melody::handover {

using Ms = std::chrono::milliseconds;

inline constexpr Ms reportEvery{5'000};      // while it plays
inline constexpr Ms reportPause{400};        // between two reports of what is being dragged
inline constexpr Ms goneAfter{20'000};       // without a report a device that plays is not believed to play
inline constexpr Ms yieldPatience{1'000};    // for the device that plays to pause, before it is done without it
inline constexpr Ms takeOverPatience{5'000}; // for the other device to begin
inline constexpr qint64 positionSlackMs = 1'500;

// What the listener wants to go elsewhere, or to come here.
struct Transfer {
    enum class Source { Own, Server, Rows };
    SignInId target;
    Source source = Source::Server; // of what is to play there
    wire::PlayerState rows = {};    // of Source::Rows
    bool play = true;               // else it only stands there
    // How far it is:
    std::optional<Ms> askedAt = {}; // the device that plays was asked to pause
    qint64 stagedVersion = 0;       // of the state that the target is to go on from
    std::optional<Ms> sentAt = {};  // the target was asked to take over
    bool operator==(const Transfer &) const = default;
};

struct Facts {
    SignInId self;               // null: not known yet
    wire::PlayerSnapshot server; // the newest that was seen; version 0: nothing was ever played
    Ms readAt{0};                // when it came
    Ms putAt{0};                 // when this device put a state last
    qint64 knownVersion = 0;     // up to which `server` is this device's own word, or has been taken up by its player
    bool isStale = true;         // there may be a newer one
    bool isListed = true;        // the device that has it hears the server, as far as is known
    bool isAsking = false;       // the server is being asked or told
    wire::PlayerState own;       // what the player of this device does
    bool claims = false;         // it began to play here, and the server does not know yet
    bool isYielding = false;     // the player was told to stop, or to pause
    bool takesOver = false;      // this device was asked to
    std::optional<Transfer> transfer;
    // Of a clock that never goes backwards:
    Ms notBefore{0}; // after a failure
    Ms now{0};
};

enum class Do {
    Nothing,
    Wait,      // `pause`, then look again
    Read,      // what the server has
    Put,       // `state`
    Command,   // `word` to `target`
    PlayHere,  // `state`, from its place
    PauseHere, //
    StopHere,  // another device plays
    Adopt,     // the rows of `state`; what plays goes on
    GiveUp,    // the transfer: the other device is silent
    Done,      // the transfer, or the taking over
};

struct Step {
    Do what = Do::Nothing;
    Ms pause{0};
    wire::PlayerState state = {};
    SignInId target = {};
    QString word = {};
    bool operator==(const Step &) const = default;
};

[[nodiscard]] Step nextStep(const Facts &facts);

// Where it plays now, by the server's clock: it runs on while it plays.
[[nodiscard]] qint64 positionNow(const Facts &facts);
// Another device has it.
[[nodiscard]] bool isElsewhere(const Facts &facts);
// It says that it plays, but has not said anything for too long.
[[nodiscard]] bool isGone(const Facts &facts);

// Commands come in the order of their sequence, some twice.
class CommandLog {
public:
    // False: it was done already.
    [[nodiscard]] bool take(qint64 sequence);
    void reset() { m_last = 0; }

private:
    qint64 m_last = 0;
};

} // namespace melody::handover
