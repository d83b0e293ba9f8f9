// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <support/test_main.h>
#include <viewmodels/subscription_view_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class SubscriptionViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyStateOffersWhatTheServerAllows_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("after");
        QTest::newRow("trialing") << u"cancel"_s << u"canceled"_s;
        QTest::newRow("active") << u"cancel"_s << u"canceled"_s;
        QTest::newRow("past_due") << u"reactivate"_s << u"active"_s;
        QTest::newRow("paused") << u"resume"_s << u"active"_s;
        QTest::newRow("canceled") << u"reactivate"_s << u"active"_s;
        QTest::newRow("expired") << u"reactivate"_s << u"active"_s;
    }
    void everyStateOffersWhatTheServerAllows()
    {
        QFETCH(QString, command);
        QFETCH(QString, after);
        Stage stage({.subscription = QLatin1String(QTest::currentDataTag())});
        app::SubscriptionViewModel page;
        page.setApp(&stage.app);
        QTRY_VERIFY(page.ready());
        QCOMPARE(page.state(), QLatin1String(QTest::currentDataTag()));
        QVERIFY(!page.now().isEmpty());
        QVERIFY(!page.next().isEmpty());
        page.ask(command);
        QVERIFY(page.previewing());
        QTRY_VERIFY(!page.preview().isEmpty());
        QVERIFY(!page.preview()[u"summary"_s].toString().isEmpty());
        QSignalSpy done(&page, &app::SubscriptionViewModel::done);
        page.confirm();
        page.confirm();
        QTRY_COMPARE(done.size(), 1);
        QCOMPARE(page.state(), after);
        QVERIFY(page.asked().isEmpty());
    }
    void aStudentReadsUntilWhenTheProofCountsAndAsksForTheMail()
    {
        Stage stage({.subscription = u"student"_s});
        app::SubscriptionViewModel page;
        page.setApp(&stage.app);
        QTRY_VERIFY(page.ready());
        QVERIFY2(page.student().contains(u"September 30, 2026"_s), qPrintable(page.student()));
        page.proveStudent();
        QTRY_VERIFY(page.proofAsked());
        QVERIFY2(page.student().contains(u"sent a mail"_s), qPrintable(page.student()));
        QVERIFY(page.problem().isEmpty());
        Stage other;
        app::SubscriptionViewModel individual;
        individual.setApp(&other.app);
        QTRY_VERIFY(individual.ready());
        QCOMPARE(individual.student(), QString());
    }
    void whatTheServerSaysOfItElsewhereIsShown()
    {
        Stage stage({.subscription = u"active"_s});
        app::SubscriptionViewModel page;
        page.setApp(&stage.app);
        QTRY_VERIFY(page.ready());
        wire::SubscriptionCommand wanted;
        wanted.command = u"cancel"_s; // on another device
        bool isDone = false;
        stage.api->billing().change(wanted, &page, [&](const Result<wire::SubscriptionInfo> &now) { isDone = now.has_value(); });
        QTRY_VERIFY(isDone);
        QCOMPARE(page.state(), u"active"_s);
        Q_EMIT stage.app.planChanged();
        QTRY_COMPARE(page.state(), u"canceled"_s);
    }
    void whatIsNotAllowedIsNotAsked()
    {
        Stage stage({.subscription = u"canceled"_s});
        app::SubscriptionViewModel page;
        page.setApp(&stage.app);
        QTRY_VERIFY(page.ready());
        page.ask(u"pause"_s);
        QVERIFY(!page.busy());
        QVERIFY(page.asked().isEmpty());
    }
    void whoLivesOnTheFamilysPlanIsNotToldThatTheyAreOnFree()
    {
        Stage stage({.subscription = u"none"_s, .seat = u"held"_s});
        app::SubscriptionViewModel page;
        page.setApp(&stage.app);
        QTRY_VERIFY(page.ready());
        QCOMPARE(page.plan(), u"Family"_s);
        QVERIFY(page.seat().contains(u"Charles"_s));
        QVERIFY(page.now().isEmpty());
        QCOMPARE(page.next(), u"Nothing will be charged."_s);
        QVERIFY(page.needless().isEmpty());
    }
    void whoPaysBesidesTheFamilyForNothingMoreIsToldAndCanCancel()
    {
        Stage stage({.seat = u"held"_s});
        app::SubscriptionViewModel page;
        page.setApp(&stage.app);
        QTRY_VERIFY(page.ready());
        QVERIFY(page.needless().contains(u"Individual"_s));
        QVERIFY(page.commands().contains(u"cancel"_s));
    }
    void whoLostTheirPlaceIsToldWhy()
    {
        Stage stage({.subscription = u"none"_s, .seat = u"lost"_s});
        app::SubscriptionViewModel page;
        page.setApp(&stage.app);
        QTRY_VERIFY(page.ready());
        QCOMPARE(page.plan(), u"Free"_s);
        QVERIFY(page.seat().contains(u"has no place for you"_s));
        QVERIFY(!page.now().isEmpty());
    }
    void thinkingBetterOfItChangesNothing()
    {
        Stage stage;
        app::SubscriptionViewModel page;
        page.setApp(&stage.app);
        QTRY_VERIFY(page.ready());
        page.ask(u"cancel"_s);
        page.withdraw(); // before the answer
        QVERIFY(page.asked().isEmpty());
        QTest::qWait(20);
        QVERIFY(page.preview().isEmpty());
        QVERIFY(!page.busy());
        QCOMPARE(page.state(), u"active"_s);
    }
    void aDeclinedPaymentIsExplained()
    {
        Stage stage({.subscription = u"past_due"_s});
        app::SubscriptionViewModel page;
        page.setApp(&stage.app);
        QTRY_VERIFY(page.ready());
        QVERIFY(page.payment().contains(u"enough money"_s));
        QVERIFY(page.next().contains(u"May 21, 2026"_s));
    }
    void aFailureLeavesThePageAndSaysWhy()
    {
        Stage stage;
        app::SubscriptionViewModel page;
        page.setApp(&stage.app);
        QTRY_VERIFY(page.ready());
        page.ask(u"cancel"_s);
        QTRY_VERIFY(!page.preview().isEmpty());
        stage.api->setFailure(offline());
        page.confirm();
        QTRY_VERIFY(page.problem().contains(u"offline"_s));
        QVERIFY(page.ready());
        QVERIFY(!page.busy());
        QCOMPARE(page.state(), u"active"_s);
    }
};

MELODY_TEST(SubscriptionViewModelTest)
#include "subscription_view_model_test.moc"
