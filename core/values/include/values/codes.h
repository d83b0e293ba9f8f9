// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The industry's names for recordings and products.
#pragma once

#include <QtCore/QString>

#include <optional>

namespace melody {

// International Standard Recording Code (ISO 3901:2019): two letters, three letters or digits, two digits of the year, five
// digits. Read with or without the hyphens that people write ("GB-AYE-68-00123"), in any case; returned in capitals without.
[[nodiscard]] std::optional<QString> parseIsrc(QStringView text);

// UPC-A (12 digits) or EAN-13 with the check digit of the GS1 General Specifications, section 7.9; returned as written.
[[nodiscard]] std::optional<QString> parseUpc(QStringView text);

} // namespace melody
