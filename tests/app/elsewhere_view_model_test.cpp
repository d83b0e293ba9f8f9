// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <support/test_main.h>
#include <viewmodels/identities_view_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class ElsewhereViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whoComesBackFromTheBrowserIsSignedIn()
    {
        Stage stage({.signedIn = false});
        QList<QUrl> opened;
        stage.setOpener([&](const QUrl &url) {
            opened.append(url);
            return true;
        });
        app::ElsewhereViewModel &elsewhere = *stage.app.elsewhere();
        elsewhere.load();
        QTRY_COMPARE(elsewhere.providers()->count(), 2);
        elsewhere.signIn(u"borealis"_s);
        QVERIFY(elsewhere.waiting());
        QCOMPARE(elsewhere.waitingFor(), u"Borealis"_s);
        QTRY_COMPARE(opened.size(), 1);
        elsewhere.openAgain();
        QCOMPARE(opened, (QList{opened[0], opened[0]}));
        stage.api->comeBackFromBrowser(remote::FederatedOutcome(UserId(QUuid::createUuid())));
        QTRY_VERIFY(stage.session.signedIn());
        QVERIFY(!elsewhere.waiting());
        QVERIFY(!elsewhere.failed());
    }
    void whatWentWrongThereIsSaidInWords()
    {
        Stage stage({.signedIn = false});
        app::ElsewhereViewModel &elsewhere = *stage.app.elsewhere();
        elsewhere.load();
        QTRY_COMPARE(elsewhere.providers()->count(), 2);
        for (const QString &code : {u"authorization_denied"_s, u"authorization_timeout"_s, u"no_loopback"_s}) {
            elsewhere.signIn(u"meridian"_s);
            stage.api->comeBackFromBrowser(fail(ErrorKind::Unauthenticated, code, {}));
            QTRY_VERIFY(elsewhere.failed());
            QVERIFY2(!elsewhere.error().contains(u"signed out"_s), qPrintable(elsewhere.error()));
            QVERIFY(!elsewhere.waiting());
        }
        QVERIFY(!stage.session.signedIn());
    }
    void givingUpIsNoError()
    {
        Stage stage({.signedIn = false});
        app::ElsewhereViewModel &elsewhere = *stage.app.elsewhere();
        elsewhere.load();
        QTRY_COMPARE(elsewhere.providers()->count(), 2);
        elsewhere.signIn(u"borealis"_s);
        elsewhere.cancel();
        QVERIFY(!elsewhere.waiting());
        QVERIFY(!elsewhere.failed());
        // Choosing the same one twice gives up the first, and only the first.
        elsewhere.signIn(u"borealis"_s);
        elsewhere.signIn(u"borealis"_s);
        QVERIFY(elsewhere.waiting());
        QVERIFY(!elsewhere.failed());
    }
    void aBrowserThatDoesNotOpenIsSaidAndTheWaitingGoesOn()
    {
        Stage stage({.signedIn = false});
        stage.setOpener([](const QUrl &) { return false; });
        app::ElsewhereViewModel &elsewhere = *stage.app.elsewhere();
        elsewhere.load();
        QTRY_COMPARE(elsewhere.providers()->count(), 2);
        elsewhere.signIn(u"borealis"_s);
        QTRY_VERIFY(elsewhere.error().contains(u"browser"_s));
        QVERIFY(elsewhere.waiting());
    }
    void anOrganisationIsFoundByTheAddress()
    {
        Stage stage({.signedIn = false});
        app::ElsewhereViewModel &elsewhere = *stage.app.elsewhere();
        elsewhere.signInByEmail({});
        QVERIFY(!elsewhere.emailError().isEmpty());
        elsewhere.signInByEmail(u"nonsense"_s);
        QTRY_VERIFY(!elsewhere.emailError().isEmpty());
        elsewhere.signInByEmail(u"ana@nowhere.example"_s);
        QTRY_VERIFY(elsewhere.emailError().contains(u"organisation"_s));
        QVERIFY(!elsewhere.waiting());
        elsewhere.signInByEmail(u" ana@acme.example "_s);
        QTRY_COMPARE(elsewhere.waitingFor(), u"Acme"_s);
        QCOMPARE(elsewhere.emailError(), QString());
    }
    void anAccountThatIsThereProvesItselfAndIsLinked()
    {
        Stage stage({.signedIn = false});
        app::ElsewhereViewModel &elsewhere = *stage.app.elsewhere();
        QSignalSpy said(&elsewhere, &app::ElsewhereViewModel::said);
        elsewhere.signInByEmail(u"ada@acme.example"_s);
        QTRY_VERIFY(elsewhere.waiting());
        stage.api->comeBackFromBrowser(remote::FederatedOutcome(wire::LinkRequired{fixtures::fixtureLinkToken, fixtures::fixtureEmail, 0}));
        QVERIFY(elsewhere.linkWaits());
        QCOMPARE(elsewhere.linkEmail(), fixtures::fixtureEmail);
        QCOMPARE(elsewhere.linkName(), u"Acme"_s);
        QVERIFY(!stage.session.signedIn());
        stage.session.signIn(fixtures::fixtureEmail, fixtures::fixturePassword);
        QTRY_COMPARE(said.count(), 1);
        QVERIFY(said[0][0].toString().contains(u"Acme"_s));
        QVERIFY(!elsewhere.linkWaits());
    }
    void aSecondFactorIsAskedForAfterTheBrowserToo()
    {
        Stage stage({.signedIn = false, .secondFactor = true});
        app::ElsewhereViewModel &elsewhere = *stage.app.elsewhere();
        elsewhere.signInByEmail(u"ada@acme.example"_s);
        QTRY_VERIFY(elsewhere.waiting());
        Error wanted{ErrorKind::Unauthenticated, u"second_factor_required"_s, {}};
        wanted.challenge = u"challenge-of-the-fixtures"_s;
        stage.api->comeBackFromBrowser(tl::unexpected(wanted));
        QTRY_VERIFY(stage.session.codeWanted());
        stage.session.giveCode(fixtures::fixtureCode);
        QTRY_VERIFY(stage.session.signedIn());
    }
    void underSecurityAccountsAreLinkedAndUnlinkedAfterAProof()
    {
        Stage stage;
        app::IdentitiesViewModel page;
        page.setApp(&stage.app);
        QTRY_COMPARE(page.linked()->count(), 1);
        QTRY_COMPARE(page.available()->count(), 1);
        page.link(u"meridian"_s);
        QTRY_VERIFY(stage.app.elsewhere()->waiting());
        stage.api->comeBackFromBrowser(remote::FederatedOutcome(wire::LinkRequired{fixtures::fixtureLinkToken, {}, 0}));
        QTRY_VERIFY(stage.app.stepUp()->wanted());
        stage.app.stepUp()->prove(fixtures::fixturePassword);
        QTRY_COMPARE(page.linked()->count(), 2);
        QCOMPARE(page.available()->count(), 0);
        QVERIFY(page.news().contains(u"Meridian"_s));
        page.unlink(page.linked()->at(0)[u"id"_s].toString());
        QTRY_COMPARE(page.linked()->count(), 1);
        QCOMPARE(page.available()->count(), 1);
        QVERIFY(!page.busy());
    }
    void whatIsLinkedElsewhereOrGivenUpLeavesThingsAsTheyAre()
    {
        Stage stage;
        app::IdentitiesViewModel page;
        page.setApp(&stage.app);
        QTRY_COMPARE(page.available()->count(), 1);
        page.link(u"meridian"_s);
        QVERIFY(page.busy());
        stage.app.elsewhere()->cancel();
        QVERIFY(!page.busy());
        QCOMPARE(page.formError(), QString());
        page.link(u"meridian"_s);
        stage.api->comeBackFromBrowser(fail(ErrorKind::Conflict, u"identity_taken"_s, {}));
        QTRY_VERIFY(page.formError().contains(u"already"_s));
        QCOMPARE(page.linked()->count(), 1);
    }
};

MELODY_TEST(ElsewhereViewModelTest)
#include "elsewhere_view_model_test.moc"
