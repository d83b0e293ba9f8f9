// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The outbox of whoever is signed in. The player is built before anybody is known, so it reports here.
#pragma once

#include <outbox/outbox.h>
#include <remote/api.h>

namespace melody::app {

// Thread: every method from any thread.
class UserOutbox : public ports::PlayReporter {
public:
    // `api` and `store` must outlive it. `formerFolder`: where earlier versions kept a journal for each listener.
    // `playOf` tells which sessions were opened without the server, and under what.
    using PlayOf = std::function<std::optional<wire::OfflinePlay>(const PlaybackId &)>;
    UserOutbox(remote::Api &api, store::Store &store, QString formerFolder, outbox::TickObserver observer = {}, PlayOf playOf = {});
    ~UserOutbox() override;
    // Opens the outbox of `user`, closing the one that was open. What was reported meanwhile goes in.
    [[nodiscard]] Result<void> open(const UserId &user);
    void report(const PlaybackId &session, const wire::Tick &tick) override;
    // As Outbox::drain(); true when nobody is known.
    [[nodiscard]] bool drain(std::chrono::milliseconds timeout);

private:
    static constexpr qsizetype maxWaiting = 1000;

    remote::Api &m_api;
    store::Store &m_store;
    QString m_formerFolder;
    outbox::TickObserver m_observer;
    PlayOf m_playOf;
    std::mutex m_mutex;
    UserId m_user;
    std::shared_ptr<outbox::Outbox> m_outbox;
    QList<std::pair<PlaybackId, wire::Tick>> m_waiting;
};

} // namespace melody::app
