// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: where a title stands in a list, as people expect it.
#pragma once

#include <QtCore/QString>

namespace melody::catalog {

// The folded title without a leading English article: "The Greens" sorts under G. Other languages keep theirs.
[[nodiscard]] QString sortTitle(const QString &title);

} // namespace melody::catalog
