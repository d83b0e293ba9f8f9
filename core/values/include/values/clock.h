// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Times come from an injected clock, never from the system directly, so that tests own time.
#pragma once

#include <QtCore/QString>

#include <atomic>
#include <chrono>
#include <optional>

namespace melody {

// UTC, milliseconds since the Unix epoch.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;

// RFC 3339 UTC with milliseconds, "2026-11-22T20:18:00.000Z"; parse accepts exactly that form (fraction optional).
[[nodiscard]] QString formatTime(TimePoint time);
[[nodiscard]] std::optional<TimePoint> parseTime(QStringView text);

// Thread: every method may be called from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual TimePoint now() const = 0;
    // Never goes backwards; for measuring durations.
    [[nodiscard]] virtual std::chrono::nanoseconds monotonic() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] TimePoint now() const override;
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override;
};

// Stands still until it is told to move.
class FakeClock final : public Clock {
public:
    explicit FakeClock(TimePoint start = TimePoint(std::chrono::milliseconds(1'700'000'000'000)))
        : m_nowMs(start.time_since_epoch().count())
    {
    }
    [[nodiscard]] TimePoint now() const override { return TimePoint(std::chrono::milliseconds(m_nowMs.load())); }
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override { return std::chrono::milliseconds(m_nowMs.load()); }
    void advance(std::chrono::milliseconds by) { m_nowMs += by.count(); }

private:
    std::atomic<qint64> m_nowMs;
};

} // namespace melody
