// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sample_prices.h"

#include <support/test_main.h>

#include <random>

using namespace melody;
using namespace melody::billing;
using melody::billing::test::moment;

class ProrationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMonthEndsOnTheSameDayOrTheLastOne()
    {
        const TimePoint anchor = moment("2027-01-31T10:20:30Z");
        QCOMPARE(periodsAfter(anchor, Period::Monthly, 1), moment("2027-02-28T10:20:30Z"));
        QCOMPARE(periodsAfter(anchor, Period::Monthly, 2), moment("2027-03-31T10:20:30Z"));
        QCOMPARE(periodsAfter(anchor, Period::Monthly, 3), moment("2027-04-30T10:20:30Z"));
        QCOMPARE(periodsAfter(anchor, Period::Monthly, 13), moment("2028-02-29T10:20:30Z"));
        QCOMPARE(periodsAfter(anchor, Period::Monthly, 0), anchor);
    }
    void aLeapDayComesBackInLeapYears()
    {
        const TimePoint anchor = moment("2028-02-29T00:00:00Z");
        QCOMPARE(periodsAfter(anchor, Period::Yearly, 1), moment("2029-02-28T00:00:00Z"));
        QCOMPARE(periodsAfter(anchor, Period::Yearly, 4), moment("2032-02-29T00:00:00Z"));
    }
    void periodsFollowOneAnotherWithoutGap()
    {
        std::mt19937 random(7);
        for (int run = 0; run < 500; ++run) {
            const TimePoint anchor = moment("2020-01-01T00:00:00Z") + std::chrono::seconds(random() % (20u * 31'557'600u));
            for (const Period period : {Period::Monthly, Period::Yearly}) {
                for (int i = 0; i < 30; ++i) {
                    const auto length = periodsAfter(anchor, period, i + 1) - periodsAfter(anchor, period, i);
                    QVERIFY(length >= std::chrono::days(period == Period::Monthly ? 28 : 365));
                    QVERIFY(length <= std::chrono::days(period == Period::Monthly ? 31 : 366));
                }
            }
        }
    }
    void thePartsAreTheWholeAndHalfAUnitFromTheTruth()
    {
        std::mt19937_64 random(11);
        for (int run = 0; run < 20'000; ++run) {
            const qint64 amount = qint64(random() % 1'000'000'000'000);
            const qint64 seconds = 1 + qint64(random() % 32'000'000);
            const qint64 past = qint64(random() % quint64(seconds + 1));
            const TimePoint from = moment("2026-11-23T00:00:00Z");
            const Shares shares = split(amount, from, from + std::chrono::seconds(past), from + std::chrono::seconds(seconds));
            QCOMPARE(shares.used + shares.unused, amount);
            const long double exact = static_cast<long double>(amount) * past / seconds;
            QVERIFY2(std::abs(exact - static_cast<long double>(shares.used)) <= 0.5001L, QByteArray::number(run));
        }
    }
    void beforeTheStartNothingIsUsedAndAfterTheEndAll()
    {
        const TimePoint from = moment("2026-11-23T00:00:00Z");
        const TimePoint until = moment("2026-12-23T00:00:00Z");
        QCOMPARE(split(1099, from, from - std::chrono::days(1), until).used, 0);
        QCOMPARE(split(1099, from, until + std::chrono::days(1), until).unused, 0);
        QCOMPARE(split(1, from, moment("2026-12-08T00:00:00Z"), until).used, 1); // exactly half: the used part gets it
    }
    void taxIsPartOfTheGrossAmount()
    {
        QCOMPARE(taxIn(1190, 190'000), 190);
        QCOMPARE(taxIn(1099, 190'000), 175); // 175.47
        QCOMPARE(taxIn(1099, 0), 0);
        QCOMPARE(taxIn(3, 1'000'000), 2); // 1.5
    }
};

MELODY_TEST(ProrationTest)
#include "proration_test.moc"
