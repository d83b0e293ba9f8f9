// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <plans/prices.h>

namespace melody::billing {
namespace {

using namespace Qt::StringLiterals;

// The last that became valid.
template<typename Item, typename Matches>
const Item *validAt(const std::vector<Item> &items, TimePoint at, Matches matches)
{
    const Item *best = nullptr;
    for (const Item &item : items) {
        if (item.validFrom <= at && matches(item) && (!best || item.validFrom > best->validFrom))
            best = &item;
    }
    return best;
}

} // namespace

std::optional<qint64> PriceBook::price(const QString &product, Period period, const QString &currency, TimePoint at) const
{
    const Price *found = validAt(
        prices, at, [&](const Price &price) { return price.product == product && price.period == period && price.currency == currency; });
    return found && found->amountMinor > 0 ? std::optional(found->amountMinor) : std::nullopt;
}

std::optional<qint64> PriceBook::price(const Terms &terms, const QString &currency, TimePoint at) const
{
    const auto plan = price(rules::planName(terms.plan), terms.period, currency, at);
    const auto hiFi = terms.hiFi ? price(u"hi_fi"_s, terms.period, currency, at) : 0;
    return plan && hiFi ? std::optional(*plan + *hiFi) : std::nullopt;
}

qint64 PriceBook::taxRatePpm(const QString &country, TimePoint at) const
{
    const TaxRate *found = validAt(taxes, at, [&](const TaxRate &rate) { return rate.country == country; });
    return found ? found->ratePpm : 0;
}

std::optional<QString> PriceBook::currencyOf(const QString &country) const
{
    for (const auto &[market, currency] : markets) {
        if (market == country)
            return currency;
    }
    return std::nullopt;
}

} // namespace melody::billing
