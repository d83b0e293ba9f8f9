// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <QtTest/QAbstractItemModelTester>
#include <support/test_main.h>
#include <viewmodels/plans_view_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class PlansViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePlansAreComparedInTheCurrencyOfTheSubscription()
    {
        Stage stage;
        app::PlansViewModel plans;
        const QAbstractItemModelTester tester(plans.plans(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(plans.countryName(), QString());
        plans.setApp(&stage.app);
        QVERIFY(plans.loading());
        QTRY_VERIFY(plans.ready());
        QCOMPARE(plans.plans()->count(), 5);
        QCOMPARE(plans.country(), u"ES"_s);
        QVERIFY(!plans.countryOpen());
        stage.app.settings()->setLanguage(u"en"_s);
        QCOMPARE(plans.countryName(), u"Spain"_s);
        stage.app.settings()->setLanguage(u"es"_s);
        QCOMPARE(plans.countryName(), u"España"_s);
        const QVariantList countries = plans.countries();
        QVERIFY(std::any_of(countries.begin(), countries.end(),
                            [](const QVariant &country) { return country.toMap()[u"text"_s] == u"Estados Unidos"_s; }));
        stage.app.settings()->setLanguage(u"en"_s);
        QCOMPARE(row(plans, u"individual"_s)[u"price"_s].toString(), u"€10.99"_s);
        QVERIFY(row(plans, u"individual"_s)[u"current"_s].toBool());
        QVERIFY(!row(plans, u"duo"_s)[u"current"_s].toBool());
        plans.setPeriod(u"yearly"_s);
        QCOMPARE(row(plans, u"individual"_s)[u"price"_s].toString(), u"€109.90"_s);
        plans.setHiFi(true);
        QCOMPARE(row(plans, u"individual"_s)[u"price"_s].toString(), u"€139.90"_s);
        QVERIFY(!row(plans, u"individual"_s)[u"current"_s].toBool());
    }
    void anUpgradeIsPreviewedAndThenChargedAsShown()
    {
        Stage stage;
        app::PlansViewModel plans;
        plans.setApp(&stage.app);
        QTRY_VERIFY(plans.ready());
        plans.choose(u"duo"_s);
        QVERIFY(plans.previewing());
        QTRY_VERIFY(!plans.preview().isEmpty());
        QCOMPARE(plans.preview()[u"now"_s].toString(), u"€9.50 is charged now."_s); // 14.99 - 10.99 / 2
        QCOMPARE(plans.confirmText(), u"Pay €9.50 now"_s);
        QSignalSpy done(&plans, &app::PlansViewModel::done);
        plans.confirm();
        plans.confirm(); // the second is nothing: the first is on its way
        QVERIFY(plans.busy());
        QTRY_COMPARE(done.size(), 1);
        QTest::qWait(20);
        QCOMPARE(done.size(), 1);
        QVERIFY(row(plans, u"duo"_s)[u"current"_s].toBool());
        QVERIFY(plans.preview().isEmpty());
    }
    void onlyTheAnswerToTheLastChoiceIsShown()
    {
        Stage stage;
        app::PlansViewModel plans;
        plans.setApp(&stage.app);
        QTRY_VERIFY(plans.ready());
        plans.choose(u"duo"_s);
        plans.setPeriod(u"yearly"_s);
        plans.setHiFi(true);
        QTRY_VERIFY(!plans.preview().isEmpty());
        QVERIFY(plans.preview()[u"next"_s].toString().contains(u"€179.90"_s));
    }
    void lessIsADowngradeThatWaitsForTheEndOfThePeriod()
    {
        Stage stage;
        app::PlansViewModel plans;
        plans.setApp(&stage.app);
        QTRY_VERIFY(plans.ready());
        plans.choose(u"free"_s);
        QTRY_VERIFY(!plans.preview().isEmpty());
        QCOMPARE(plans.confirmText(), u"Cancel my plan"_s);
        QCOMPARE(plans.preview()[u"now"_s].toString(), u"Nothing is charged now."_s);
    }
    void aFamilyIsOneAddress()
    {
        Stage stage;
        app::PlansViewModel plans;
        plans.setApp(&stage.app);
        QTRY_VERIFY(plans.ready());
        plans.choose(u"family"_s);
        QVERIFY(plans.asksForAddress());
        QVERIFY(!plans.previewing());
        plans.setAddressConfirmed(true);
        QTRY_VERIFY(!plans.preview().isEmpty());
    }
    void aStudentWithoutProofIsToldSo()
    {
        Stage stage({.subscription = u"none"_s});
        app::PlansViewModel plans;
        plans.setApp(&stage.app);
        QTRY_VERIFY(plans.ready());
        plans.choose(u"student"_s);
        QTRY_VERIFY(plans.problem().contains(u"university"_s));
        QVERIFY(plans.preview().isEmpty());
    }
    void aNewListenerChoosesTheCountryAndStartsATrial()
    {
        Stage stage({.subscription = u"none"_s});
        app::PlansViewModel plans;
        plans.setApp(&stage.app);
        QTRY_VERIFY(plans.ready());
        QVERIFY(plans.countryOpen());
        plans.setCountry(u"JP"_s);
        QTRY_COMPARE(plans.country(), u"JP"_s);
        QCOMPARE(row(plans, u"individual"_s)[u"price"_s].toString(), u"¥980"_s);
        plans.choose(u"individual"_s);
        QTRY_VERIFY(!plans.preview().isEmpty());
        QCOMPARE(plans.confirmText(), u"Start the free trial"_s);
        QSignalSpy done(&plans, &app::PlansViewModel::done);
        plans.confirm();
        QTRY_COMPARE(done.size(), 1);
        QVERIFY(!plans.countryOpen());
    }
    void withoutACardTheWayToOneIsShown()
    {
        Stage stage({.subscription = u"none"_s, .paymentMethods = false});
        app::PlansViewModel plans;
        plans.setApp(&stage.app);
        QTRY_VERIFY(plans.ready());
        plans.choose(u"duo"_s);
        QTRY_VERIFY(!plans.preview().isEmpty());
        plans.confirm();
        QTRY_VERIFY(plans.methodNeeded());
        QVERIFY(!plans.busy());
        QVERIFY(plans.problem().contains(u"payment method"_s));
    }
    void aChangeMeanwhileShowsANewPreviewInsteadOfCharging()
    {
        Stage stage;
        app::PlansViewModel plans;
        plans.setApp(&stage.app);
        QTRY_VERIFY(plans.ready());
        plans.choose(u"duo"_s);
        QTRY_VERIFY(!plans.preview().isEmpty());
        // Elsewhere, on another device.
        wire::SubscriptionCommand other;
        other.command = u"upgrade"_s;
        other.offer = wire::Offer{u"individual"_s, u"monthly"_s, true};
        bool changed = false;
        stage.api->billing().change(other, this, [&](const Result<wire::SubscriptionInfo> &now) { changed = now.has_value(); });
        QTRY_VERIFY(changed);
        QSignalSpy done(&plans, &app::PlansViewModel::done);
        plans.confirm();
        QTRY_VERIFY(plans.problem().contains(u"changed in the meantime"_s));
        QTRY_VERIFY(!plans.preview().isEmpty());
        QCOMPARE(done.size(), 0);
        plans.confirm();
        QTRY_COMPARE(done.size(), 1);
    }
    void aFailureIsASentenceAndTryingAgainHelps()
    {
        Stage stage({.failure = offline()});
        app::PlansViewModel plans;
        plans.setApp(&stage.app);
        QTRY_VERIFY(plans.failed());
        QVERIFY(plans.error().contains(u"offline"_s));
        stage.api->setFailure({});
        plans.load();
        QTRY_VERIFY(plans.ready());
        plans.choose(u"duo"_s);
        QTRY_VERIFY(!plans.preview().isEmpty());
        stage.api->setFailure(offline());
        plans.confirm();
        QTRY_VERIFY(plans.problem().contains(u"offline"_s));
        QVERIFY(plans.ready()); // the page stays
        stage.api->setFailure({});
        QSignalSpy done(&plans, &app::PlansViewModel::done);
        plans.again();
        QTRY_COMPARE(done.size(), 1);
    }

private:
    static QVariantMap row(app::PlansViewModel &plans, const QString &plan)
    {
        for (int i = 0; i < plans.plans()->count(); ++i) {
            if (plans.plans()->at(i)[u"plan"_s] == plan)
                return plans.plans()->at(i);
        }
        return {};
    }
};

MELODY_TEST(PlansViewModelTest)
#include "plans_view_model_test.moc"
