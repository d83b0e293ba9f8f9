// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <telemetry/telemetry.h>

namespace melody::telemetry {

// Fields beyond this many bytes of JSON are left out of the line, which says so.
inline constexpr qsizetype maxFieldBytes = 16 * 1024;

// One JSON object and a line feed: time, level, event, trace_id (when there is one), then the fields in order of name. A field whose
// name says that it holds a secret is written as "***": the last net, not a licence to log one.
[[nodiscard]] QByteArray logLine(TimePoint time, Level level, const QString &event, const QJsonObject &fields, const QByteArray &traceId);

} // namespace melody::telemetry
