// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: reading the queries of the audit log's lists.
#pragma once

#include <values/id.h>

#include <QtCore/QUrlQuery>

namespace melody::compliance {

struct PageQuery {
    int limit = 50;                                     // 1..200
    qint64 before = std::numeric_limits<qint64>::max(); // from the cursor: the number that the last page ended with
};

struct AuditQuery {
    PageQuery page;
    std::optional<QString> action;
    std::optional<UserId> actor;
    std::optional<UserId> subject;
    std::optional<TimePoint> from;
    std::optional<TimePoint> to;
};

// Invalid names the parameter; unknown and repeated parameters are refused.
[[nodiscard]] Result<AuditQuery> parseAuditQuery(const QUrlQuery &query);
[[nodiscard]] Result<PageQuery> parsePageQuery(const QUrlQuery &query);

} // namespace melody::compliance
