// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: reading the query of a list, and the cursor that says where its next page starts.
#pragma once

#include <values/id.h>

#include <QtCore/QUrlQuery>

namespace melody::catalog {

// The place after which a page starts, in the order (sort_title, id).
struct ListCursor {
    QString sortTitle;
    QUuid after;
    bool operator==(const ListCursor &) const = default;
};

[[nodiscard]] QString encodeCursor(const ListCursor &cursor);
// Anything that encodeCursor() can't have made is refused.
[[nodiscard]] std::optional<ListCursor> decodeCursor(const QString &text);

struct ListQuery {
    QString kind;
    std::optional<ContentId> artist;
    int limit = 50;    // 1..200
    ListCursor cursor; // the default is before everything
};

// Invalid names the parameter; unknown and repeated parameters are refused.
[[nodiscard]] Result<ListQuery> parseListQuery(const QUrlQuery &query);
// `?size=`: 64, 160, 320, 640 or 1280; 320 when absent.
[[nodiscard]] Result<int> parseImageSize(const QUrlQuery &query);

} // namespace melody::catalog
