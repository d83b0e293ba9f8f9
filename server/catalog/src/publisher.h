// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The writes of the catalogue.
#pragma once

#include <catalog/published_release.h>
#include <db/database.h>

namespace melody::catalog {

// Pure: what can be said against a release without looking at the database. Every wrong field is named.
[[nodiscard]] Result<void> checkRelease(const PublishedRelease &release);

// See Catalog::publish and Catalog::withdraw.
[[nodiscard]] Result<bool> publishRelease(db::Transaction &transaction, const PublishedRelease &release, TimePoint now);
[[nodiscard]] Result<void> withdrawContent(db::Transaction &transaction, const ContentId &content, TimePoint now);

} // namespace melody::catalog
