// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The outbox of ticks: what the player reports is kept in the store until the server has it.
//
// Durable: when report() returns, the tick survives the death of the process; within `syncEvery` it survives the loss of power. Only where
// somebody else writes to the store for longer than `patience`, or the disk is full, it is in memory alone until that is over.
// Ticks are cumulative, so of one session only the newest is kept and sent; the server keeps the maximum, which makes a
// delivery that is repeated after a crash, or by a second program over the same store, harmless. Belongs to one signed-in user.
#pragma once

#include <ports/play_reporter.h>
#include <store/store.h>

#include <functional>
#include <memory>

namespace melody::outbox {

struct OutboxOptions {
    store::Store &store; // its schema has this module's; outlives the outbox
    UserId user;
    QString formerJournal = {};                    // where earlier versions kept ticks beside the store: taken over, once
    std::chrono::milliseconds patience{200};       // of report(); the player has more than a second of sound ahead
    std::chrono::milliseconds syncEvery{100};      // at most this long until fsync
    std::chrono::milliseconds retryEvery{500};     // what could not be written
    std::chrono::milliseconds firstBackoff{1'000}; // after a failed delivery; doubles up to maxBackoff, with jitter
    std::chrono::milliseconds maxBackoff{60'000};
};

// Sends one batch; the answer may come on any thread, once. Compose it from remote::Api::sendTicks.
using TickDone = std::function<void(Result<wire::TickAnswer>)>;
using TickSender = std::function<void(const PlaybackId &session, const wire::TickBatch &batch, TickDone done)>;

// Told on the outbox's thread when the server has stored ticks (and whether they count as a play).
using TickObserver = std::function<void(const PlaybackId &session, const wire::TickAnswer &answer)>;

// Thread: every method from any thread.
class Outbox : public ports::PlayReporter {
public:
    // Ticks that are not delivered stay in the store for the next run.
    ~Outbox() override = default;
    // Sessions with something the server has not acknowledged.
    [[nodiscard]] virtual int pending() const = 0;
    // Tries again now instead of after the backoff: the network is back, somebody signed in.
    virtual void retryNow() = 0;
    // Waits until everything reported so far is delivered; false after `timeout`. For the end of the program.
    [[nodiscard]] virtual bool drain(std::chrono::milliseconds timeout) = 0;
};

// Fails when the store can't be read, with its error. A session that the server refuses for good (403, 404, 422) is dropped and logged.
[[nodiscard]] Result<std::unique_ptr<Outbox>> createOutbox(const OutboxOptions &options, TickSender sender, TickObserver observer = {});

} // namespace melody::outbox
