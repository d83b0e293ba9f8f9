// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who is behind contents, for services that count by artist.
#pragma once

#include <db/database.h>
#include <values/id.h>

#include <QtCore/QHash>
#include <QtCore/QSet>

namespace melody::catalog {

// The pages of the artists of those of `contents` that are there and have one, whoever asks: Catalog::cards() says what a reader may be
// shown of them. One read, not inside Database::run().
[[nodiscard]] Result<QHash<ContentId, ContentId>> artistsOf(db::Database &database, const QSet<ContentId> &contents);

} // namespace melody::catalog
