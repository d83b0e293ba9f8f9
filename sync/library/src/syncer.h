// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Carries out what the plan says: sends the outbox, pulls what is new, waits after failures.
#pragma once

#include "mirror.h"
#include "sync_plan.h"

#include <QtCore/QTimer>

namespace melody::library {

// Thread: the library's, with an event loop.
class Syncer final : public QObject {
public:
    struct Parts {
        Mirror &mirror;
        remote::LibraryApi &api;
        const Clock &clock;
        Options options;
        std::function<void()> changed; // the mirror, the outbox, or how the server is
        std::function<void(const wire::Mutation &, const Error &)> refused;
    };
    explicit Syncer(Parts parts);

    void setUser(const UserId &user);
    // Something new is in the outbox.
    void wishKept();
    void hear(qint64 revision);
    // Where the server says that the library stands, which may be less than this device has.
    void hearStanding(qint64 revision);
    void setLive(bool connected);
    void retryNow();

    [[nodiscard]] int unsent() const { return m_facts.unsent; }
    [[nodiscard]] bool isServerReachable() const { return m_isReachable; }
    [[nodiscard]] bool isComplete() const { return m_isComplete; }
    // Nothing is left to send or to pull, as far as is known.
    [[nodiscard]] bool isSettled() const;

private:
    void proceed();
    void push();
    void pull();
    void pushed(const UserId &user, const Waiting &sent, const Result<wire::MutationAnswer> &answer);
    void pulled(const UserId &user, const QString &since, const Result<wire::SyncPage> &page);
    void failed(const Error &error);
    void worked();
    void look();
    [[nodiscard]] std::chrono::milliseconds monotonic() const
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(m_parts.clock.monotonic());
    }

    const Parts m_parts;
    UserId m_user;
    SyncFacts m_facts;
    QString m_since;
    int m_failures = 0;
    int m_batch = wire::maxMutations; // one at a time after the server would not have them together
    bool m_isReachable = true;
    bool m_isComplete = false;
    QTimer m_timer;
};

} // namespace melody::library
