// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: how names are folded, so that the same artist is found again and lists sort as people expect.
#pragma once

#include <QtCore/QString>

namespace melody::catalog {

// Compatibility-decomposed, without accents, case-folded, single spaces: "  Björk " and "bjork" are one name. Never empty for a
// name that has anything visible in it.
[[nodiscard]] QString normalisedName(const QString &name);

// normalisedName without a leading English article: "The Greens" sorts under G. Other languages keep theirs.
[[nodiscard]] QString sortTitle(const QString &title);

} // namespace melody::catalog
