// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Money is an integer count of the currency's minor unit. No floating point, no implicit conversion between currencies.
#pragma once

#include <QtCore/QString>

namespace melody {

struct Money {
    qint64 amountMinor = 0;
    QString currency; // ISO 4217, such as "EUR"
    bool operator==(const Money &) const = default;
};

} // namespace melody
