// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class SessionViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theRightPasswordSignsIn()
    {
        Stage stage({.signedIn = false});
        QSignalSpy signedIn(&stage.session, &app::SessionViewModel::signedInChanged);
        stage.session.signIn(u"  ada@example.org "_s, fixtures::fixturePassword);
        QVERIFY(stage.session.loading());
        QTRY_VERIFY(stage.session.signedIn());
        QCOMPARE(signedIn.count(), 1);
        QTRY_COMPARE(stage.session.displayName(), u"Ada"_s);
        QVERIFY(!stage.session.loading());
        QCOMPARE(stage.session.formError(), QString());
    }
    void theWrongPasswordIsSaidInWordsAndNotAsAField()
    {
        Stage stage({.signedIn = false});
        stage.session.signIn(fixtures::fixtureEmail, u"wrong"_s);
        QTRY_VERIFY(!stage.session.formError().isEmpty());
        QVERIFY(!stage.session.signedIn());
        QVERIFY(stage.session.formError().contains(u"password"_s));
        QCOMPARE(stage.session.passwordError(), QString());
    }
    void whoIsSignedOutForSafetyHearsWhy()
    {
        Stage stage;
        QTRY_COMPARE(stage.session.displayName(), u"Ada"_s);
        stage.api->forceOut();
        QTRY_VERIFY(!stage.session.signedIn());
        QVERIFY2(stage.session.formError().contains(u"change your password"_s), qPrintable(stage.session.formError()));
        stage.session.signIn(fixtures::fixtureEmail, fixtures::fixturePassword);
        QTRY_VERIFY(stage.session.signedIn());
        QCOMPARE(stage.session.formError(), QString());
    }
    void anEmptyFormNamesItsFieldsWithoutAskingTheServer()
    {
        Stage stage({.signedIn = false});
        stage.session.signIn({}, {});
        QVERIFY(!stage.session.loading());
        QVERIFY(!stage.session.emailError().isEmpty());
        QVERIFY(!stage.session.passwordError().isEmpty());
        stage.session.clearErrors();
        QCOMPARE(stage.session.emailError(), QString());
    }
    void aNewAccountIsSignedIn()
    {
        Stage stage({.signedIn = false});
        stage.session.signUp(u"Grace"_s, u"grace@example.org"_s, u"a long password"_s, u"es"_s);
        QTRY_VERIFY(stage.session.signedIn());
        QTRY_COMPARE(stage.session.displayName(), u"Grace"_s);
    }
    void aTakenEmailIsSaidBesideTheEmail()
    {
        Stage stage({.signedIn = false});
        stage.session.signUp(u"Ada"_s, fixtures::fixtureEmail, u"a long password"_s, u"en"_s);
        QTRY_VERIFY(!stage.session.emailError().isEmpty());
        QCOMPARE(stage.session.formError(), QString());
        QVERIFY(!stage.session.signedIn());
    }
    void aShortPasswordIsRefusedBeforeItIsSent()
    {
        Stage stage({.signedIn = false});
        stage.session.signUp(u"Grace"_s, u"grace@example.org"_s, u"short"_s, u"en"_s);
        QVERIFY(!stage.session.loading());
        QVERIFY(!stage.session.passwordError().isEmpty());
    }
    void noNetworkIsNotCalledAWrongPassword()
    {
        Stage stage({.signedIn = false, .failure = offline()});
        stage.session.signIn(fixtures::fixtureEmail, fixtures::fixturePassword);
        QTRY_VERIFY(stage.session.formError().contains(u"offline"_s));
    }
    void signingOutForgetsWhoItWas()
    {
        Stage stage;
        QTRY_COMPARE(stage.session.displayName(), u"Ada"_s);
        stage.session.signOut();
        QTRY_VERIFY(!stage.session.signedIn());
        QCOMPARE(stage.session.displayName(), QString());
        QVERIFY(stage.session.userId().isNull());
    }
};

MELODY_TEST(SessionViewModelTest)
#include "session_view_model_test.moc"
