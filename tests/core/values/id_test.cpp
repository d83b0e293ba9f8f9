// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/test_main.h>
#include <values/id.h>

using namespace melody;

class IdTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void idsMadeLaterSortLater()
    {
        FakeClock clock;
        UserId previous = UserId::create(clock.now());
        for (int i = 0; i < 1000; ++i) {
            clock.advance(std::chrono::milliseconds(1));
            const UserId next = UserId::create(clock.now());
            QVERIFY(previous < next);
            previous = next;
        }
    }
    void anIdIsVersionSevenAndSurvivesText()
    {
        const UserId id = UserId::create(SystemClock().now());
        QCOMPARE(id.toString()[14], QChar(u'7'));
        QCOMPARE(UserId::parse(id.toString()), std::optional(id));
    }
    void anIdSaysWhenItWasBorn()
    {
        const TimePoint time(std::chrono::milliseconds(1'700'000'000'123));
        QCOMPARE(bornAt(UserId::create(time).uuid()), time);
    }
    void onlyTheCanonicalFormIsAnId()
    {
        const QString good = QStringLiteral("018f2b6e-7c00-7abc-8def-0123456789ab");
        QVERIFY(UserId::parse(good));
        QVERIFY(!UserId::parse(good.toUpper()));
        QVERIFY(!UserId::parse(u'{' + good + u'}'));
        QVERIFY(!UserId::parse(good.chopped(1)));
        QVERIFY(!UserId::parse(QStringLiteral("00000000-0000-0000-0000-000000000000")));
    }
    void timesAreWrittenInUtcWithMilliseconds()
    {
        const TimePoint time(std::chrono::milliseconds(1'700'000'000'123));
        QCOMPARE(formatTime(time), QStringLiteral("2023-11-14T22:13:20.123Z"));
        QCOMPARE(parseTime(formatTime(time)), std::optional(time));
        QVERIFY(!parseTime(u"2023-11-14T22:13:20.123+01:00"));
        QVERIFY(!parseTime(u"yesterday"));
    }
};

MELODY_TEST(IdTest)
#include "id_test.moc"
