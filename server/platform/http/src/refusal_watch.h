// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Counts requests that were refused (401, 403, 429), by caller and in sum, in windows of a minute. A caller or a sum that reaches what is
// unusual is told to the operator once a window: the warning "http.unusual_refusals" and melody_unusual_refusals_total.
// Thread: any. Remembers at most 16,384 callers of a window; those that come later count in the sum only.
#pragma once

#include "rate_limiter.h"

namespace melody::http {

class RefusalWatch {
public:
    RefusalWatch(const Clock &clock, telemetry::Telemetry &telemetry, const Unusual &unusual)
        : m_clock(clock), m_telemetry(telemetry), m_unusual(unusual)
    {
    }
    // `user` is empty for who is not signed in: an address is never logged.
    void refused(const RateKey &caller, const QString &user, const QString &operation);

private:
    struct KeyHash {
        size_t operator()(const RateKey &key) const noexcept { return qHashMulti(QHashSeed::globalSeed(), key.high, key.low); }
    };
    void tell(const char *of, int count, const QString &user, const QString &operation);

    const Clock &m_clock;
    telemetry::Telemetry &m_telemetry;
    const Unusual m_unusual;
    std::mutex m_mutex;
    std::chrono::nanoseconds m_until{0}; // the window's end
    int m_all = 0;
    std::unordered_map<RateKey, int, KeyHash> m_byCaller;
};

} // namespace melody::http
