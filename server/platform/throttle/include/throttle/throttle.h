// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Guessing gets slower with every wrong guess. Counted in PostgreSQL, so that neither a restart nor another process forgets.
#pragma once

#include <db/database.h>

namespace melody::telemetry {
class Telemetry;
}

namespace melody::throttle {

// After `free` failures the next attempt waits `base`, then twice as long each time, at most `longest`. A day without a failure
// forgets them all.
struct Policy {
    int free = 5;
    std::chrono::milliseconds base{1'000};
    std::chrono::milliseconds longest{60'000};
};
inline constexpr std::chrono::hours failureMemory{24};

// Pure: how long after the `failures`-th failure.
[[nodiscard]] std::chrono::milliseconds delayAfter(int failures, const Policy &policy);

// What is guessed at, or who guesses. Only a hash of `name` is stored.
struct Subject {
    QString kind; // a stable word: "account", "address"
    QString name; // an e-mail address, an IP address, whether or not we know it
    Policy policy;
};

// Thread: any.
class Throttle {
public:
    // `telemetry` (not owned) hears of whoever goes on guessing: each time four times the free failures have come together again, the
    // warning "throttle.guessing" and melody_guessing_alarms_total. The subject is named by the beginning of its hash.
    Throttle(db::Database &database, const Clock &clock, telemetry::Telemetry *telemetry = nullptr)
        : m_database(database), m_clock(clock), m_telemetry(telemetry)
    {
    }

    // RateLimited ("too_many_attempts"), with retryAfterMs, while one of them has to wait.
    [[nodiscard]] Result<void> check(const QList<Subject> &subjects);
    [[nodiscard]] Result<void> failed(const QList<Subject> &subjects);
    [[nodiscard]] Result<void> succeeded(const Subject &subject); // forgets its failures
    // One more of something that is allowed `policy.free` times a day: false, and nothing counted, when it was enough.
    [[nodiscard]] Result<bool> spend(const Subject &subject);

private:
    void tellOf(const Subject &subject, int failures) const;

    db::Database &m_database;
    const Clock &m_clock;
    telemetry::Telemetry *m_telemetry;
};

} // namespace melody::throttle
