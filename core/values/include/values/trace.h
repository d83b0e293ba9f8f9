// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// W3C Trace Context (https://www.w3.org/TR/trace-context/), version 00: the thread from the tap to SQL.
#pragma once

#include <QtCore/QByteArray>

#include <optional>

namespace melody {

struct TraceContext {
    QByteArray traceId; // 32 lower-case hex digits, never all zero
    QByteArray spanId;  // 16 lower-case hex digits, never all zero
    bool sampled = true;

    [[nodiscard]] static TraceContext create(); // a new trace
    [[nodiscard]] TraceContext child() const;   // same trace, new span
    [[nodiscard]] static std::optional<TraceContext> parse(QByteArrayView traceparent);
    [[nodiscard]] QByteArray toTraceparent() const;
    bool operator==(const TraceContext &) const = default;
};

} // namespace melody
