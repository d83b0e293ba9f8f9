// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

#include <viewmodels/statistics_view_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class StatisticsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void monthsAndYearsAreLookedThroughAndAnArtistOpened()
    {
        Shown shown({}, phone);
        QVERIFY(shown.click(u"nav_settings"_s));
        QVERIFY(shown.openSetting(u"statistics"_s));
        QVERIFY(shown.says(u"November 2023"_s));
        QVERIFY(shown.find(u"statisticsSums"_s));
        QVERIFY(shown.press(u"earlierPeriod"_s));
        QVERIFY(shown.says(u"October 2023"_s));
        QVERIFY(shown.press(u"statisticsSpan_year"_s));
        QVERIFY(shown.says(u"2023"_s));
        QVERIFY(!shown.find(u"laterPeriod"_s)->isEnabled());
        QVERIFY(shown.press(u"topArtist_0"_s));
        QVERIFY(shown.says(u"Marisol Vane"_s));
    }
    void whatCanNotBeHadIsSaidAndTriedAgain()
    {
        Shown shown;
        shown.reading->setFailure(Error{ErrorKind::Unavailable, u"offline"_s, {}});
        QVERIFY(shown.click(u"nav_settings"_s));
        QVERIFY(shown.openSetting(u"statistics"_s));
        QVERIFY(shown.find(u"retryButton"_s));
        shown.reading->setFailure({});
        QVERIFY(shown.press(u"retryButton"_s));
        QVERIFY(shown.find(u"topTrack_0"_s));
        QVERIFY(shown.find(u"saveCard"_s));
    }
};

MELODY_TEST(StatisticsTest)
#include "statistics_test.moc"
