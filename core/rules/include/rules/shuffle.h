// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: a random order in which nobody is heard twice in a row. The app shuffles with it, and the server for who listens free.
#pragma once

#include <QtCore/QStringList>

#include <optional>
#include <vector>

namespace melody::rules {

// Indices of `artists` in their new order; the same seed gives the same order. Two of the same artist are next to each other only where
// there is no other way; the first is not by `before`, if that can be.
[[nodiscard]] std::vector<int> shuffled(const QStringList &artists, quint32 seed, const std::optional<QString> &before = {});

} // namespace melody::rules
