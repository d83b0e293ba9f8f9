// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rate_limiter.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::http;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class RateLimiterTest : public QObject {
    Q_OBJECT

    static Rates sixtyAMinuteBurstOfFive()
    {
        Rates rates;
        rates.fill({60, 5});
        return rates;
    }

private Q_SLOTS:
    void aBurstPassesThenTheRateHolds()
    {
        FakeClock clock;
        RateLimiter limiter(clock, sixtyAMinuteBurstOfFive());
        const RateKey key = RateKey::ofAddress(QHostAddress(u"192.0.2.1"_s));
        for (int i = 0; i < 5; ++i)
            QVERIFY(!limiter.take(key, RateClass::Read));
        QCOMPARE(limiter.take(key, RateClass::Read), std::optional(1000ms));
        clock.advance(400ms);
        QCOMPARE(limiter.take(key, RateClass::Read), std::optional(600ms));
        clock.advance(600ms);
        QVERIFY(!limiter.take(key, RateClass::Read));
        QVERIFY(limiter.take(key, RateClass::Read));
    }

    void overAnyLongTimeNobodyGetsMoreThanRateAndBurst()
    {
        FakeClock clock;
        RateLimiter limiter(clock, sixtyAMinuteBurstOfFive());
        const RateKey key = RateKey::ofAddress(QHostAddress(u"192.0.2.1"_s));
        int passed = 0;
        for (int i = 0; i < 60'000; ++i) { // one try every 10 ms for ten minutes
            passed += limiter.take(key, RateClass::Write) ? 0 : 1;
            clock.advance(10ms);
        }
        QVERIFY2(passed >= 600 && passed <= 605, QByteArray::number(passed));
    }

    void callersAndClassesDontShareABucket()
    {
        FakeClock clock;
        RateLimiter limiter(clock, sixtyAMinuteBurstOfFive());
        const RateKey user = RateKey::ofUser(UserId::create(clock.now()));
        const RateKey other = RateKey::ofUser(UserId::create(clock.now()));
        for (int i = 0; i < 5; ++i)
            QVERIFY(!limiter.take(user, RateClass::Read));
        QVERIFY(limiter.take(user, RateClass::Read));
        QVERIFY(!limiter.take(other, RateClass::Read));
        QVERIFY(!limiter.take(user, RateClass::Write));
    }

    void anIpv6CallerIsItsNetwork()
    {
        const auto key = [](const QString &text) { return RateKey::ofAddress(QHostAddress(text)); };
        QCOMPARE(key(u"2001:db8:1:2::1"_s), key(u"2001:db8:1:2:ffff::9"_s));
        QVERIFY(key(u"2001:db8:1:2::1"_s) != key(u"2001:db8:1:3::1"_s));
        QVERIFY(key(u"192.0.2.1"_s) != key(u"192.0.2.2"_s));
        QCOMPARE(key(u"::ffff:192.0.2.1"_s), key(u"192.0.2.1"_s));
    }

    void aFloodOfAddressesDoesNotGrowTheMemory()
    {
        FakeClock clock;
        RateLimiter limiter(clock, sixtyAMinuteBurstOfFive());
        for (quint32 i = 0; i < 300'000; ++i)
            QVERIFY(!limiter.take(RateKey::ofAddress(QHostAddress(i + 1)), RateClass::Read));
        QVERIFY2(limiter.bucketCount() <= 65'536, QByteArray::number(qulonglong(limiter.bucketCount())));
        // What has filled up again makes room at once.
        clock.advance(10s);
        for (quint32 i = 0; i < 1000; ++i)
            QVERIFY(!limiter.take(RateKey::ofAddress(QHostAddress(i + 1'000'000)), RateClass::Read));
        QVERIFY(limiter.bucketCount() <= 1000);
    }
};

MELODY_TEST(RateLimiterTest)
#include "rate_limiter_test.moc"
