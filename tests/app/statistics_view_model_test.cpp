// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>
#include <support/test_main.h>
#include <viewmodels/share_card.h>
#include <viewmodels/statistics_view_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class StatisticsViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePresentMonthComesFirstAndNothingLater()
    {
        Stage stage; // its clock stands in November 2023
        stage.settings.setLanguage(u"en"_s);
        app::StatisticsViewModel statistics;
        statistics.setApp(&stage.app);
        QTRY_VERIFY(statistics.ready());
        QCOMPARE(statistics.title(), u"November 2023"_s);
        QVERIFY(!statistics.hasLater());
        QCOMPARE(statistics.points()->count(), 30);
        QCOMPARE(statistics.tracks()->count(), 10);
        QCOMPARE(statistics.artists()->at(0).value(u"share"_s).toDouble(), 1.0);
        QVERIFY(!statistics.empty());
        QVERIFY(statistics.sums().contains(u" · "_s));
        QVERIFY(statistics.asOf().isEmpty());
        statistics.step(1);
        QCOMPARE(statistics.title(), u"November 2023"_s);
        statistics.step(-1);
        QTRY_VERIFY(statistics.ready());
        QCOMPARE(statistics.title(), u"October 2023"_s);
        QCOMPARE(statistics.points()->count(), 31);
        QVERIFY(statistics.hasLater());
    }
    void aYearHasItsMonths()
    {
        Stage stage;
        stage.settings.setLanguage(u"es"_s);
        app::StatisticsViewModel statistics;
        statistics.setApp(&stage.app);
        statistics.setSpan(u"year"_s);
        QTRY_VERIFY(statistics.ready());
        QCOMPARE(statistics.title(), u"2023"_s);
        QCOMPARE(statistics.points()->count(), 12);
        QVERIFY(statistics.points()->at(0).value(u"words"_s).toString().startsWith(u"enero"_s));
        QVERIFY(!statistics.hasLater());
        statistics.step(-1);
        QTRY_COMPARE(statistics.title(), u"2022"_s);
        statistics.setSpan(u"month"_s);
        QVERIFY(statistics.title().contains(u"diciembre"_s));
    }
    void aSlowAnswerIsNotShownForAnotherPeriod()
    {
        Stage stage({.latency = std::chrono::milliseconds(30)});
        app::StatisticsViewModel statistics;
        statistics.setApp(&stage.app);
        statistics.step(-1);
        QVERIFY(!statistics.shown());
        QTRY_VERIFY(statistics.ready());
        QCOMPARE(statistics.points()->count(), 31); // October's
        QTest::qWait(60);
        QCOMPARE(statistics.points()->count(), 31);
    }
    void withoutTheServerTheLastAnswerStaysAndSaysItsAge()
    {
        Stage stage;
        stage.pages->setUser(UserId::create(stage.clock.now()));
        {
            app::StatisticsViewModel before;
            before.setApp(&stage.app);
            QTRY_VERIFY(before.ready());
        }
        stage.reading->setFailure(offline());
        app::StatisticsViewModel statistics;
        statistics.setApp(&stage.app);
        QTRY_VERIFY(statistics.ready());
        QVERIFY(statistics.shown());
        QVERIFY(!statistics.asOf().isEmpty());
        statistics.step(-1); // that one was never seen
        QTRY_VERIFY(statistics.failed());
        QVERIFY(!statistics.shown());
        stage.reading->setFailure({});
        statistics.load();
        QTRY_VERIFY(statistics.ready() && statistics.shown());
        QVERIFY(statistics.asOf().isEmpty());
    }
    void thePictureIsAPngWithBarsAndSaysWhenItCanNotBeWritten()
    {
        Stage stage;
        app::StatisticsViewModel statistics;
        statistics.setApp(&stage.app);
        QTRY_VERIFY(statistics.ready());
        const QTemporaryDir folder;
        const QString file = folder.filePath(statistics.cardName());
        QCOMPARE(statistics.cardName(), u"melody-2023-11.png"_s);
        statistics.saveCard(QUrl::fromLocalFile(file));
        QVERIFY(statistics.cardSaved());
        const QImage picture(file, "PNG");
        QCOMPARE(picture.size(), app::shareCardSize);
        QVERIFY(pixelsOf(picture, 0xffff9b70) > 5'000); // bars
        QVERIFY(pixelsOf(picture, 0xfff6f2ed) > 2'000); // words
        statistics.saveCard(QUrl::fromLocalFile(folder.filePath(u"no/such/folder.png"_s)));
        QVERIFY(statistics.cardFailed());
        statistics.saveCard(QUrl(u"https://melody.test/card.png"_s));
        QVERIFY(statistics.cardFailed());
        statistics.step(-1);
        QVERIFY(!statistics.cardFailed() && !statistics.cardSaved());
    }
    void aLongTitleStaysOnThePicture()
    {
        app::ShareCard card;
        card.headline = QString(500, u'M');
        card.tracks = QStringList(20, QString(300, u'W'));
        card.bars = {0, 2, -1};
        const QImage picture = app::drawShareCard(card);
        QCOMPARE(picture.size(), app::shareCardSize);
        for (int y = 0; y < picture.height(); ++y)
            QVERIFY(picture.pixel(picture.width() - 20, y) != 0xfff6f2ed);
    }
    void timesAreWrittenAsPeopleSayThem()
    {
        QCOMPARE(app::listeningTimeText(0), u"0 min"_s);
        QCOMPARE(app::listeningTimeText(1), u"1 min"_s);
        QCOMPARE(app::listeningTimeText(59 * 60'000), u"59 min"_s);
        QCOMPARE(app::listeningTimeText(425 * 60'000), u"7 h 5 min"_s);
    }

private:
    static int pixelsOf(const QImage &picture, QRgb color)
    {
        int count = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                count += picture.pixel(x, y) == color;
        }
        return count;
    }
};

MELODY_TEST(StatisticsViewModelTest)
#include "statistics_view_model_test.moc"
