// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

bool openSetting(Shown &shown, const QString &name)
{
    return shown.click(u"nav_settings"_s) && shown.click(u"setting_"_s + name) && shown.find(u"backButton"_s) != nullptr;
}

bool fill(Shown &shown, const QString &field, const QString &text)
{
    QQuickItem *item = shown.find(field);
    return item != nullptr && item->setProperty("text", text);
}

} // namespace

class AccountTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSecondStepIsTypedAndLeadsHome()
    {
        Shown shown({.signedIn = false, .secondFactor = true});
        QVERIFY(shown.find(u"emailField"_s));
        shown.type(fixtures::fixtureEmail);
        shown.key(Qt::Key_Return);
        shown.type(fixtures::fixturePassword);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.find(u"codeField"_s));
        shown.type(u"000000"_s);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.says(u"That isn't the code of this moment. Codes change every 30 seconds."_s));
        QVERIFY(fill(shown, u"codeField"_s, {}));
        shown.type(fixtures::fixtureCode);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.homeIsThere());
    }
    void escapeLeavesTheSecondStep()
    {
        Shown shown({.signedIn = false, .secondFactor = true}, phone);
        QVERIFY(fill(shown, u"emailField"_s, fixtures::fixtureEmail));
        QVERIFY(fill(shown, u"passwordField"_s, fixtures::fixturePassword));
        QVERIFY(shown.click(u"signInButton"_s));
        QVERIFY(shown.find(u"codeField"_s));
        shown.key(Qt::Key_Escape);
        QVERIFY(shown.find(u"signInButton"_s));
    }
    void aForgottenPasswordIsReplacedByKeyboard()
    {
        Shown shown({.signedIn = false});
        QVERIFY(shown.click(u"toReset"_s));
        QVERIFY(shown.find(u"resetEmailField"_s));
        shown.type(fixtures::fixtureEmail);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.find(u"resetTokenField"_s));
        shown.type(fixtures::fixtureToken);
        shown.key(Qt::Key_Return);
        shown.type(u"a new long password"_s);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.says(u"Your new password holds"_s));
        shown.key(Qt::Key_Return);
        QVERIFY(shown.find(u"signInButton"_s));
    }
    void aChildSignsIn()
    {
        Shown shown({.signedIn = false}, phone);
        QVERIFY(shown.click(u"toChild"_s));
        QVERIFY(fill(shown, u"childCodeField"_s, fixtures::fixtureChildCode));
        QVERIFY(fill(shown, u"passwordField"_s, fixtures::fixtureChildPassword));
        QVERIFY(shown.click(u"childSignInButton"_s));
        QVERIFY(shown.homeIsThere());
    }
    void theSecondFactorIsSetUpAndItsCodesAreShownOnce()
    {
        Shown shown;
        QVERIFY(openSetting(shown, u"security"_s));
        QVERIFY(shown.click(u"mfaButton"_s));
        QVERIFY(shown.find(u"proofField"_s));
        shown.type(u"wrong"_s);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.says(u"That wasn't right. Try again."_s));
        QVERIFY(fill(shown, u"proofField"_s, fixtures::fixturePassword));
        QVERIFY(shown.click(u"proofConfirm"_s));
        QVERIFY(shown.find(u"qrCode"_s));
        QVERIFY(fill(shown, u"mfaCodeField"_s, fixtures::fixtureCode));
        shown.find(u"mfaConfirm"_s)->forceActiveFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.says(fixtures::fixtureRecoveryCode));
        shown.find(u"codesKept"_s)->forceActiveFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.says(u"Turn off"_s));
        QVERIFY(!shown.find(u"codesKept"_s));
    }
    void fewRecoveryCodesAreReplacedByNewOnes()
    {
        for (const QSize size : {desktop, phone}) {
            Shown shown({.secondFactor = true}, size);
            QVERIFY(openSetting(shown, u"security"_s));
            QVERIFY(shown.says(u"2 recovery codes left"_s));
            QVERIFY(shown.find(u"fewCodesLeft"_s));
            QVERIFY(shown.press(u"replaceCodes"_s));
            QVERIFY(shown.press(u"dialogConfirm"_s));
            QVERIFY(shown.fill(u"proofField"_s, fixtures::fixtureCode));
            QVERIFY(shown.press(u"proofConfirm"_s));
            QVERIFY(shown.says(fixtures::fixtureRecoveryCode));
            QVERIFY(shown.press(u"codesKept"_s));
            QVERIFY(shown.says(u"10 recovery codes left"_s));
            QTRY_VERIFY(!shown.says(u"before you need them"_s));
        }
    }
    void aPasswordIsPastedAndShownWhileItIsTyped()
    {
        Shown shown({.signedIn = false});
        QQuickItem *field = shown.find(u"passwordField"_s);
        QVERIFY(field);
        QVERIFY(shown.focus(u"passwordField"_s));
        QGuiApplication::clipboard()->setText(u"out of a password manager"_s);
        shown.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(field->property("text").toString(), u"out of a password manager"_s);
        const auto *input = field->property("input").value<QQuickItem *>();
        QVERIFY(input);
        QVERIFY(input->property("displayText").toString() != u"out of a password manager"_s);
        QVERIFY(shown.click(u"revealButton"_s));
        QCOMPARE(input->property("displayText").toString(), u"out of a password manager"_s);
        QVERIFY(shown.click(u"revealButton"_s));
        QVERIFY(input->property("displayText").toString() != u"out of a password manager"_s);
    }
    void escapeOfTheProofChangesNothingAndSaysSo()
    {
        Shown shown({}, phone);
        QVERIFY(openSetting(shown, u"security"_s));
        QVERIFY(shown.click(u"mfaButton"_s));
        QVERIFY(shown.find(u"proofField"_s));
        shown.key(Qt::Key_Escape);
        QVERIFY(shown.says(u"Nothing was changed, because we couldn't make sure that it's you."_s));
    }
    void aDeviceIsSignedOut()
    {
        Shown shown;
        QVERIFY(openSetting(shown, u"devices"_s));
        QVERIFY(shown.says(u"Holiday tablet"_s));
        QVERIFY(shown.click(u"signOutOthers"_s));
        QVERIFY(shown.click(u"dialogConfirm"_s));
        QTRY_VERIFY(!shown.says(u"Holiday tablet"_s));
        QVERIFY(shown.says(u"This device"_s));
        shown.key(Qt::Key_Escape);
        QVERIFY(shown.find(u"signOutButton"_s));
    }
    void theNameIsChanged()
    {
        Shown shown({}, phone);
        QVERIFY(openSetting(shown, u"profile"_s));
        QVERIFY(fill(shown, u"profileName"_s, u"Countess"_s));
        shown.find(u"saveProfile"_s)->forceActiveFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.says(u"Saved."_s));
    }
    void theRulesOfAChildAreChanged()
    {
        Shown shown;
        QVERIFY(openSetting(shown, u"family"_s));
        QVERIFY(shown.click(u"childCode_2"_s));
        QVERIFY(shown.find(u"childCodeNotice"_s));
        QVERIFY(shown.click(u"controls_2"_s));
        QVERIFY(shown.click(u"explicitChoice_on"_s));
        shown.find(u"saveControls"_s)->forceActiveFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Return);
        QTRY_VERIFY(!shown.find(u"saveControls"_s));
        QVERIFY(shown.click(u"controls_2"_s));
        QVERIFY(shown.find(u"explicitChoice_on"_s));
        QVERIFY(shown.find(u"explicitChoice_on"_s)->property("checked").toBool());
    }
    void whoPaysForNothingBesidesTheFamilyIsLedToCancelIt()
    {
        Shown shown({.seat = u"held"_s}, phone);
        QVERIFY(openSetting(shown, u"family"_s));
        QVERIFY(
            shown.says(u"You also pay for a plan of your own, Individual. It gives you nothing that your place in this family doesn't."_s));
        QVERIFY(shown.find(u"needlessButton"_s));
        shown.find(u"needlessButton"_s)->forceActiveFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.says(u"You have a place on the plan of Charles, who manages your family: Family."_s));
        QVERIFY(shown.says(
            u"You pay for Individual yourself, and it gives you nothing that your place in the family doesn't. You can cancel it here."_s));
        QVERIFY(shown.find(u"cancelButton"_s));
    }
    void whoHasNoPlaceOnThePlanOfTheirFamilyIsToldWhy()
    {
        Shown shown({.subscription = u"none"_s, .seat = u"lost"_s}, phone);
        QVERIFY(openSetting(shown, u"family"_s));
        QVERIFY(
            shown.says(u"The plan of this family has no place for you: it takes fewer people than the family has, and those come first who "
                       "joined first. You have what you pay for yourself, or Free."_s));
        QVERIFY(shown.says(u"You · no place on the plan"_s));
        QVERIFY(!shown.find(u"needlessButton"_s));
    }
    void aChildIsAdded()
    {
        Shown shown({}, phone);
        QVERIFY(openSetting(shown, u"family"_s));
        QVERIFY(shown.find(u"familyForm_child"_s));
        shown.find(u"familyForm_child"_s)->forceActiveFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Space);
        QVERIFY(fill(shown, u"childName"_s, u"Ralph"_s));
        QVERIFY(fill(shown, u"childUser"_s, u"ralph"_s));
        QVERIFY(fill(shown, u"childPassword"_s, u"4711"_s));
        shown.find(u"addChildButton"_s)->forceActiveFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.says(u"Ralph"_s));
    }
};

MELODY_TEST(AccountTest)
#include "account_test.moc"
