// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// For music that is hurried through.
#pragma once

#include <values/clock.h>

namespace melody {

// The system's, whose monotonic() runs `speed` times as fast. Thread: any.
class FastClock final : public Clock {
public:
    explicit FastClock(int speed) : m_speed(speed) {}
    [[nodiscard]] TimePoint now() const override { return m_system.now(); }
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override { return (m_system.monotonic() - m_start) * m_speed; }

private:
    const SystemClock m_system;
    const int m_speed;
    const std::chrono::nanoseconds m_start = m_system.monotonic();
};

} // namespace melody
