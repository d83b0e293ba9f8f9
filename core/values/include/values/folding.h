// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: how texts are folded, so that what was typed finds what is written. Server and devices fold alike.
#pragma once

#include <QtCore/QString>

namespace melody {

// Compatibility-decomposed, without accents, case-folded, single spaces: "  Björk " and "bjork" are one name. Never empty for a
// text that has anything visible in it.
[[nodiscard]] QString foldText(const QString &text);

} // namespace melody
