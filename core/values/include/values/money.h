// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Money is a whole number of a currency's smallest unit, and exact.
#pragma once

#include <QtCore/QString>

#include <compare>

namespace melody {

// `amountMinor`: cents of USD or EUR, yen of JPY. `currency`: ISO 4217, three capitals. Amounts of two currencies never meet in one sum:
// whoever adds asserts that the currencies are the same.
struct Money {
    qint64 amountMinor = 0;
    QString currency;
    bool operator==(const Money &) const = default;
};

} // namespace melody
