// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Load from wrk, one thread: a process of its own, so that it is as fast for each server and takes none of their time.
#pragma once

#include <QtCore/QString>

#include <optional>

namespace melody::bench {

struct Load {
    QString scheme; // "http", "https"
    QString path;
    int connections = 16;
    int seconds = 2;
};

struct Measured {
    qint64 requests = 0;
    double requestsPerSecond = 0;
    double megabytesPerSecond = 0; // 10^6 bytes, heads included
    double p50Ms = 0;
    double p95Ms = 0;
    double p99Ms = 0;
};

// Nothing, after saying why, when wrk is missing or an answer was wrong.
[[nodiscard]] std::optional<Measured> run(const Load &load, quint16 port);

} // namespace melody::bench
