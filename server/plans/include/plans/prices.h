// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what things cost when. Prices are what a listener pays, tax included.
#pragma once

#include <plans/subscription.h>

#include <QtCore/QStringList>

#include <vector>

namespace melody::billing {

struct Price {
    QString product; // the name of a plan, or "hi_fi"
    Period period = Period::Monthly;
    QString currency;
    TimePoint validFrom{};  // until a later one of the same kind is valid
    qint64 amountMinor = 0; // 0: sold no more
};

struct TaxRate {
    QString country;
    TimePoint validFrom{};
    qint64 ratePpm = 0;
};

struct PriceBook {
    std::vector<Price> prices;
    std::vector<TaxRate> taxes;
    std::vector<std::pair<QString, QString>> markets; // country, currency

    [[nodiscard]] std::optional<qint64> price(const QString &product, Period period, const QString &currency, TimePoint at) const;
    // Of a whole period of the terms, the add-on included.
    [[nodiscard]] std::optional<qint64> price(const Terms &terms, const QString &currency, TimePoint at) const;
    [[nodiscard]] qint64 taxRatePpm(const QString &country, TimePoint at) const; // 0 where there is none
    [[nodiscard]] std::optional<QString> currencyOf(const QString &country) const;
};

} // namespace melody::billing
