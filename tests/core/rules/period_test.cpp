// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/period.h>
#include <support/test_main.h>

using namespace melody;
using namespace melody::rules;
using namespace Qt::StringLiterals;

class PeriodTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void monthsAndYearsAreReadAndNothingElse()
    {
        QCOMPARE(parsePeriod(u"2026-11"), std::optional(Period{2026, 11}));
        QCOMPARE(parsePeriod(u"2026"), std::optional(Period{2026, 0}));
        for (const QString &bad : {u""_s, u"202"_s, u"20261"_s, u"2026-"_s, u"2026-0"_s, u"2026-00"_s, u"2026-13"_s, u"2026/11"_s,
                                   u"2026-1 "_s, u" 026"_s, u"+026"_s, u"2026-+1"_s, u"1999"_s, u"2101"_s, u"2026-11-01"_s, u"٢٠٢٦"_s})
            QVERIFY2(!parsePeriod(bad), qPrintable(bad));
    }
    void whatIsWrittenIsReadAgain()
    {
        for (int year = firstPeriodYear; year <= lastPeriodYear; ++year) {
            for (int month = 0; month <= 12; ++month)
                QCOMPARE(parsePeriod(periodText({year, month})), std::optional(Period{year, month}));
        }
    }
    void theOneBesideCrossesTheYear()
    {
        QCOMPARE(periodBeside({2026, 12}, 1), (Period{2027, 1}));
        QCOMPARE(periodBeside({2026, 1}, -1), (Period{2025, 12}));
        QCOMPARE(periodBeside({2026, 5}, -29), (Period{2023, 12}));
        QCOMPARE(periodBeside({2026, 0}, -1), (Period{2025, 0}));
        QCOMPARE(periodBeside({2100, 12}, 1), (Period{2100, 12}));
        QCOMPARE(periodBeside({2000, 0}, -1), (Period{2000, 0}));
        QCOMPARE(periodOf(QDate(2026, 11, 23), false), (Period{2026, 11}));
        QCOMPARE(periodOf(QDate(2026, 11, 23), true), (Period{2026, 0}));
    }
    void aChartHasEveryDayOrEveryMonth()
    {
        QCOMPARE(pointsOf({2024, 2}).size(), 29);
        QCOMPARE(pointsOf({2024, 2}).last(), u"2024-02-29"_s);
        QCOMPARE(pointsOf({2026, 0}).size(), 12);
        QCOMPARE(pointsOf({2026, 0}).first(), u"2026-01"_s);
    }
    void aPeriodIsByTheClocksOnTheWall()
    {
        // Madrid: winter time at both ends of the year, one hour before UTC; summer time begins in March 2026.
        const Span year = spanOf({2026, 0}, u"Europe/Madrid"_s);
        QCOMPARE(formatTime(year.from), u"2025-12-31T23:00:00.000Z"_s);
        QCOMPARE(formatTime(year.to), u"2026-12-31T23:00:00.000Z"_s);
        const Span march = spanOf({2026, 3}, u"Europe/Madrid"_s);
        QCOMPARE(formatTime(march.from), u"2026-02-28T23:00:00.000Z"_s);
        QCOMPARE(formatTime(march.to), u"2026-03-31T22:00:00.000Z"_s);
        QCOMPARE(formatTime(spanOf({2026, 3}, u"UTC"_s).to), u"2026-04-01T00:00:00.000Z"_s);
    }
    void periodsLieSideBySide()
    {
        for (const QString &zone : {u"UTC"_s, u"Europe/Madrid"_s, u"America/Sao_Paulo"_s, u"Asia/Kathmandu"_s, u"Pacific/Apia"_s}) {
            for (Period month{2009, 1}; month.year < 2031; month = periodBeside(month, 1)) {
                const Span span = spanOf(month, zone);
                QVERIFY(span.from < span.to);
                QCOMPARE(span.to, spanOf(periodBeside(month, 1), zone).from);
            }
            QCOMPARE(spanOf({2026, 12}, zone).to, spanOf({2026, 0}, zone).to);
        }
    }
};

MELODY_TEST(PeriodTest)
#include "period_test.moc"
