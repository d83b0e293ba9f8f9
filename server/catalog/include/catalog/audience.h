// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a reader may be shown of the catalogue. It goes with the transaction (db::Actor::audience), and row-level security of
// catalog.content applies it to every query, so whoever reads the catalogue can't forget it.
#pragma once

#include <rules/parental.h>

#include <string>

namespace melody::catalog {

// For db::Actor::audience; empty: everything. Audiences that are shown the same have the same text.
[[nodiscard]] std::string audienceText(const std::optional<rules::ParentalState> &child);

} // namespace melody::catalog
