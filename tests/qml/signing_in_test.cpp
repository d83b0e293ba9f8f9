// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class SigningInTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void emailPasswordAndReturnLeadHome()
    {
        Shown shown({.signedIn = false});
        QVERIFY(shown.find(u"emailField"_s));
        shown.type(fixtures::fixtureEmail);
        shown.key(Qt::Key_Return);
        shown.type(fixtures::fixturePassword);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.homeIsThere());
    }
    void theButtonWorksAsWell()
    {
        Shown shown({.signedIn = false}, phone);
        QVERIFY(shown.click(u"emailField"_s));
        shown.find(u"emailField"_s)->setProperty("text", fixtures::fixtureEmail);
        shown.find(u"passwordField"_s)->setProperty("text", fixtures::fixturePassword);
        QVERIFY(shown.click(u"signInButton"_s));
        QVERIFY(shown.homeIsThere());
    }
    void aWrongPasswordIsExplainedAndTheFormStays()
    {
        Shown shown({.signedIn = false});
        shown.find(u"emailField"_s)->setProperty("text", fixtures::fixtureEmail);
        shown.find(u"passwordField"_s)->setProperty("text", u"nope"_s);
        QVERIFY(shown.click(u"signInButton"_s));
        QVERIFY(shown.says(u"That e-mail and password don't go together. Try again."_s));
        QVERIFY(shown.find(u"signInButton"_s));
    }
    void anAccountIsMadeAndSignedIn()
    {
        Shown shown({.signedIn = false});
        QVERIFY(shown.click(u"toSignUp"_s));
        QVERIFY(shown.find(u"nameField"_s));
        shown.type(u"Grace"_s);
        shown.key(Qt::Key_Tab);
        shown.type(u"grace@example.org"_s);
        shown.key(Qt::Key_Tab);
        shown.type(u"a long password"_s);
        QVERIFY(shown.click(u"signUpButton"_s));
        QVERIFY(shown.homeIsThere());
        QVERIFY(shown.says(u"Grace"_s));
    }
    void signingOutLeadsBackToTheFormAndStopsTheMusic()
    {
        Shown shown;
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().playing());
        QVERIFY(shown.click(u"nav_settings"_s));
        QVERIFY(shown.click(u"signOutButton"_s));
        QVERIFY(shown.click(u"dialogConfirm"_s));
        QVERIFY(shown.find(u"signInButton"_s));
        QTRY_VERIFY(!shown.playback().active());
    }
    void anotherAccountSignsInThroughTheBrowser()
    {
        Shown shown({.signedIn = false}, phone);
        QVERIFY(shown.click(u"provider_meridian"_s));
        QVERIFY(shown.find(u"visitCancel"_s));
        QTRY_COMPARE(shown.opened.size(), 1);
        QVERIFY(shown.click(u"visitAgain"_s));
        QTRY_COMPARE(shown.opened.size(), 2);
        shown.key(Qt::Key_Tab);
        QVERIFY(shown.click(u"visitCancel"_s));
        QVERIFY(shown.click(u"toOrganisation"_s));
        QVERIFY(shown.find(u"organisationField"_s));
        shown.type(u"ada@acme.example"_s);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.find(u"visitCancel"_s));
        // There is an account for that address: it proves itself, and they are linked.
        shown.api->comeBackFromBrowser(remote::FederatedOutcome(wire::LinkRequired{fixtures::fixtureLinkToken, fixtures::fixtureEmail, 0}));
        QVERIFY(shown.find(u"linkNotice"_s));
        QCOMPARE(shown.find(u"emailField"_s)->property("text").toString(), fixtures::fixtureEmail);
        shown.find(u"passwordField"_s)->setProperty("text", fixtures::fixturePassword);
        QVERIFY(shown.click(u"signInButton"_s));
        QVERIFY(shown.homeIsThere());
        QVERIFY(shown.says(u"From now on Acme signs you in, too."_s));
    }
    void languageAndThemeChangeAtOnce()
    {
        Shown shown;
        QVERIFY(shown.click(u"nav_settings"_s));
        QVERIFY(shown.press(u"qualityChoice_data_saver"_s));
        QTRY_COMPARE(shown.player->state().quality, player::QualityMode::DataSaver);
        QVERIFY(shown.says(u"Settings"_s));
        QVERIFY(shown.press(u"languageChoice_es"_s));
        QVERIFY(shown.says(u"Ajustes"_s));
        QVERIFY(shown.press(u"themeChoice_light"_s));
        QTRY_VERIFY(shown.window().color().lightness() > 200);
        QVERIFY(shown.press(u"themeChoice_dark"_s));
        QTRY_VERIFY(shown.window().color().lightness() < 60);
        QVERIFY(shown.press(u"languageChoice_en"_s));
        QVERIFY(shown.says(u"Settings"_s));
    }
};

MELODY_TEST(SigningInTest)
#include "signing_in_test.moc"
