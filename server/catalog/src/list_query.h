// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: reading the query of a list, and the cursor that says where its next page starts.
#pragma once

#include <values/id.h>

#include <QtCore/QUrlQuery>

namespace melody::catalog {

// The cursor of the page that follows the one that ends with `last`. It names the item, not its place, so a list may change between
// two pages.
[[nodiscard]] QString encodeCursor(const ContentId &last);
// Anything that encodeCursor() can't have made is refused.
[[nodiscard]] std::optional<ContentId> decodeCursor(const QString &text);

[[nodiscard]] tl::unexpected<Error> notACursor();

struct PageQuery {
    int limit = 50; // 1..200
    std::optional<ContentId> after;
};

// `?limit=&cursor=`; Invalid names the parameter; unknown and repeated parameters are refused.
[[nodiscard]] Result<PageQuery> parsePageQuery(const QUrlQuery &query);

struct ListQuery {
    QString kind;
    std::optional<ContentId> artist;
    PageQuery page;
};

// As parsePageQuery(), with `kind` and `artist`.
[[nodiscard]] Result<ListQuery> parseListQuery(const QUrlQuery &query);
// `?size=`: 64, 160, 320, 640 or 1280; 320 when absent.
[[nodiscard]] Result<int> parseImageSize(const QUrlQuery &query);

} // namespace melody::catalog
