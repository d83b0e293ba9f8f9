// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <db/database.h>
#include <telemetry/telemetry.h>

namespace melody::traces {

// The columns of telemetry.span that a COPY fills, and a span as a row of them. Whatever a span holds, the row can be stored: long
// names are cut, attributes that are too large or hold U+0000 are left out and say so.
[[nodiscard]] const std::vector<const char *> &spanColumns();
[[nodiscard]] std::vector<db::Param> spanRow(const telemetry::Span &span);

// False for a span whose ids are no ids, or which began outside of the days that are kept.
[[nodiscard]] bool isStorable(const telemetry::Span &span, TimePoint now, int keepDays);

[[nodiscard]] telemetry::Span spanOf(const db::Row &row, const QByteArray &traceId);

} // namespace melody::traces
