// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <rules/licence.h>
#include <support/test_main.h>

using namespace melody;
using namespace melody::rules;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class LicenceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itHoldsForItsListenerItsDeviceAndItsTime()
    {
        const Licence licence = some();
        QVERIFY(mayPlayOffline(licence, licence.user, licence.devicePublicKey, 0ms, m_now).allowed());
        QVERIFY(mayPlayOffline(licence, licence.user, licence.devicePublicKey, 0ms, licence.expires - 1ms).allowed());
        QCOMPARE(mayPlayOffline(licence, licence.user, licence.devicePublicKey, 0ms, licence.expires).code, u"licence_expired"_s);
        QCOMPARE(mayPlayOffline(licence, UserId::create(m_now), licence.devicePublicKey, 0ms, m_now).code, u"licence_not_yours"_s);
        QCOMPARE(mayPlayOffline(licence, licence.user, QByteArray(32, 'x'), 0ms, m_now).code, u"licence_not_yours"_s);
    }
    void whatAChildMayNotHearItMayNotHearOfflineEither()
    {
        Licence licence = some();
        licence.child = ParentalState{{}, u"UTC"_s};
        licence.child->controls.dailyMinutes = 30;
        QVERIFY(mayPlayOffline(licence, licence.user, licence.devicePublicKey, 29min, m_now).allowed());
        const auto over = mayPlayOffline(licence, licence.user, licence.devicePublicKey, 30min, m_now);
        QCOMPARE(over.code, u"daily_limit"_s);
        QVERIFY(over.until && *over.until > m_now);
    }
    void itIsRenewedAfterADay()
    {
        const Licence licence = some();
        QVERIFY(!isRenewalDue(licence, m_now));
        QVERIFY(isRenewalDue(licence, m_now + 24h));
    }
    void turningTheClockBackGainsNothing()
    {
        const TimeMark mark{m_now, 100s, u"boot"_s};
        QCOMPARE(trustedTime({}, m_now - 40h, 0s, u"boot"_s), m_now - 40h); // nothing is known yet
        QCOMPARE(trustedTime(mark, m_now - 40h, 160s, u"boot"_s), m_now + 60s);
        QCOMPARE(trustedTime(mark, m_now - 40h, 20s, u"other"_s), m_now);
        QCOMPARE(trustedTime(mark, m_now - 40h, 20s, u"boot"_s), m_now);
        QCOMPARE(trustedTime(mark, m_now + 2h, 160s, u"boot"_s), m_now + 2h); // the machine slept
    }

private:
    Licence some() const
    {
        return {LicenceId::create(m_now), UserId::create(m_now),
                ContentId::create(m_now), AssetId::create(m_now),
                QByteArray(32, 'd'),      media::Rung::Opus128,
                {u"track"_s, false},      m_now,
                m_now + licenceLifetime,  {}};
    }
    const TimePoint m_now = FakeClock().now();
};

MELODY_TEST(LicenceTest)
#include "licence_test.moc"
