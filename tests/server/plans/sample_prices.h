// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prices and moments for tests of the planners.
#pragma once

#include <plans/planner.h>

#include <values/result.h>

namespace melody::billing::test {

inline TimePoint moment(const char *text)
{
    const auto time = parseTime(QString::fromLatin1(text));
    if (!time)
        qFatal("%s is no time", text);
    return *time;
}

inline PriceBook sampleBook()
{
    const TimePoint start = moment("2020-01-01T00:00:00Z");
    PriceBook book;
    const auto add = [&](const char *product, qint64 minor) {
        for (const Period period : {Period::Monthly, Period::Yearly})
            book.prices.push_back(
                {QString::fromLatin1(product), period, QStringLiteral("EUR"), start, period == Period::Yearly ? 10 * minor : minor});
    };
    add("individual", 1099);
    add("duo", 1499);
    add("family", 1799);
    add("student", 549);
    add("hi_fi", 300);
    // Dearer from 2027 on.
    book.prices.push_back({QStringLiteral("individual"), Period::Monthly, QStringLiteral("EUR"), moment("2027-01-01T00:00:00Z"), 1199});
    book.taxes = {{QStringLiteral("DE"), start, 190'000}};
    book.markets = {{QStringLiteral("DE"), QStringLiteral("EUR")}};
    return book;
}

inline StartWish wish(rules::Plan plan, Period period = Period::Monthly, bool hiFi = false)
{
    return {{plan, hiFi, period}, QStringLiteral("DE"), moment("2099-01-01T00:00:00Z"), true};
}

} // namespace melody::billing::test
