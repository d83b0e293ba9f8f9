// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class BillingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPlanIsChosenSeenAndPaid_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("desktop") << desktop;
        QTest::newRow("phone") << phone;
    }
    void aPlanIsChosenSeenAndPaid()
    {
        QFETCH(QSize, size);
        Shown shown({}, size);
        QVERIFY(shown.click(u"nav_settings"_s));
        QVERIFY(shown.openSetting(u"plans"_s));
        QVERIFY(shown.press(u"plan_duo"_s));
        QVERIFY(shown.says(u"€9.50 is charged now."_s));
        QVERIFY(shown.says(u"Next charge: €14.99 on June 2, 2026."_s));
        QVERIFY(shown.press(u"confirmPlanButton"_s));
        QVERIFY(shown.find(u"stateSentence"_s));
        QVERIFY(shown.says(u"Duo, monthly"_s));
        QVERIFY(shown.says(u"It renews on June 2, 2026 for €14.99."_s));
    }
    void cancelingSaysWhatHappensAndAsks()
    {
        Shown shown;
        QVERIFY(shown.click(u"nav_settings"_s));
        QVERIFY(shown.openSetting(u"subscription"_s));
        QVERIFY(shown.says(u"Your plan is active."_s));
        QVERIFY(shown.press(u"cancelButton"_s));
        QVERIFY(shown.find(u"commandConfirm"_s));
        QVERIFY(shown.says(u"Nothing is charged now."_s));
        QVERIFY(shown.says(
            u"From then on your plan has no place for 2 members of your family, who stay in it without the plan: Charles, Byron."_s));
        QTRY_COMPARE(shown.focused()->objectName(), u"commandKeep"_s); // Return alone cancels nothing
        shown.key(Qt::Key_Return);
        QVERIFY(shown.says(u"Your plan is active."_s));
        QVERIFY(shown.press(u"cancelButton"_s));
        QVERIFY(shown.press(u"commandConfirm"_s));
        QVERIFY(shown.says(u"Your plan is canceled."_s));
        QVERIFY(shown.says(u"You keep everything until June 2, 2026. Nothing more will be charged."_s));
        QVERIFY(shown.press(u"reactivateButton"_s));
        QVERIFY(shown.press(u"commandConfirm"_s));
        QVERIFY(shown.says(u"Your plan is active."_s));
    }
    void aStudentAsksForTheMailThatRenewsTheProof()
    {
        Shown shown({.subscription = u"student"_s}, phone);
        QVERIFY(shown.click(u"nav_settings"_s));
        QVERIFY(shown.openSetting(u"subscription"_s));
        QVERIFY(shown.find(u"studentSentence"_s));
        QVERIFY(shown.press(u"proveStudentButton"_s));
        QVERIFY(shown.says(u"Send the mail again"_s));
    }
    void withoutACardTheButtonLeadsToOne()
    {
        Shown shown({.subscription = u"none"_s, .paymentMethods = false});
        QVERIFY(shown.click(u"nav_settings"_s));
        QVERIFY(shown.openSetting(u"plans"_s));
        QVERIFY(shown.press(u"plan_individual"_s));
        QVERIFY(shown.press(u"confirmPlanButton"_s));
        QVERIFY(shown.press(u"addMethodButton"_s));
        QVERIFY(shown.find(u"addCardButton"_s));
        QVERIFY(shown.says(u"No card yet. Add one to subscribe."_s));
    }
    void aCardIsRemovedAfterAQuestion()
    {
        Shown shown;
        QVERIFY(shown.click(u"nav_settings"_s));
        QVERIFY(shown.openSetting(u"payment_methods"_s));
        QVERIFY(shown.press(u"removeMethod_1"_s));
        QVERIFY(shown.press(u"dialogConfirm"_s));
        QVERIFY(shown.says(u"The card was removed."_s));
        QVERIFY(shown.press(u"removeMethod_0"_s));
        QVERIFY(shown.press(u"dialogConfirm"_s));
        QVERIFY(shown.says(u"Your subscription renews with this card. Add another one first, or cancel the subscription."_s));
    }
    void moreInvoicesComeWhenAsked()
    {
        Shown shown;
        QVERIFY(shown.click(u"nav_settings"_s));
        QVERIFY(shown.openSetting(u"invoices"_s));
        QVERIFY(shown.find(u"invoice_9"_s));
        QVERIFY(shown.press(u"moreInvoices"_s));
        QVERIFY(shown.find(u"invoice_13"_s));
    }
    void staffPagesAreForStaff()
    {
        Shown listener;
        QVERIFY(listener.click(u"nav_settings"_s));
        QVERIFY(listener.find(u"setting_invoices"_s));
        for (const QQuickItem *item : listener.everything())
            QVERIFY(item->objectName() != u"setting_audit" && item->objectName() != u"setting_staff_roles");
        Shown staff({.roles = {u"listener"_s, u"compliance"_s}, .secondFactor = true});
        QVERIFY(staff.click(u"nav_settings"_s));
        QVERIFY(staff.find(u"setting_audit"_s));
        for (const QQuickItem *item : staff.everything())
            QVERIFY(item->objectName() != u"setting_staff_roles");
    }
    void staffWithoutASecondFactorAreLedToSetItUp()
    {
        Shown listener;
        QVERIFY(listener.click(u"nav_settings"_s));
        QVERIFY(listener.find(u"setting_security"_s));
        for (const QQuickItem *item : listener.everything())
            QVERIFY(item->objectName() != u"secureButton");
        Shown staff({.roles = {u"listener"_s, u"admin"_s}});
        QVERIFY(staff.click(u"nav_settings"_s));
        QVERIFY(staff.says(u"Staff pages open with two-step sign-in only."_s));
        for (const QQuickItem *item : staff.everything())
            QVERIFY(item->objectName() != u"setting_audit" && item->objectName() != u"setting_staff_roles");
        QVERIFY(staff.press(u"secureButton"_s));
        QVERIFY(staff.press(u"mfaButton"_s));
        QVERIFY(staff.fill(u"proofField"_s, fixtures::fixturePassword));
        QVERIFY(staff.press(u"proofConfirm"_s));
        QVERIFY(staff.fill(u"mfaCodeField"_s, fixtures::fixtureCode));
        QVERIFY(staff.press(u"mfaConfirm"_s));
        QVERIFY(staff.press(u"codesKept"_s));
        QVERIFY(staff.press(u"backButton"_s));
        QVERIFY(staff.openSetting(u"audit"_s));
    }
    void rolesAreChangedWithAReasonByKeyboard()
    {
        Shown shown({.roles = {u"listener"_s, u"admin"_s}, .secondFactor = true});
        QVERIFY(shown.click(u"nav_settings"_s));
        QVERIFY(shown.openSetting(u"staff_roles"_s));
        QVERIFY(shown.focus(u"userIdField"_s));
        shown.type(u"nonsense"_s);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.says(u"Give an e-mail address, or an id such as 0ada0001-1815-4000-8000-000000000001."_s));
        shown.key(Qt::Key_A, Qt::ControlModifier);
        shown.type(fixtures::fixtureStaffEmail);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.says(u"Grace Murray"_s));
        QVERIFY(shown.press(u"role_finance"_s));
        QVERIFY(shown.focus(u"reasonField"_s));
        shown.key(Qt::Key_Return);
        QVERIFY(shown.says(u"Say why, in at least three characters."_s));
        shown.type(u"does the books now"_s);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.says(u"Saved, and written to the audit log."_s));
    }
    void theAuditLogIsFilteredAndReadInDetail()
    {
        Shown shown({.roles = {u"listener"_s, u"compliance"_s}, .secondFactor = true});
        QVERIFY(shown.click(u"nav_settings"_s));
        QVERIFY(shown.openSetting(u"audit"_s));
        QVERIFY(shown.press(u"audit_0"_s));
        QVERIFY(shown.find(u"auditDetails"_s));
        QVERIFY(shown.says(u"Not yet: the next checkpoint will"_s)); // 130 entries, signed up to 120
        QVERIFY(shown.focus(u"auditAction"_s));
        shown.type(u"price"_s);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.says(u"128 · price.changed"_s));
        QVERIFY(shown.focus(u"auditFirstDay"_s));
        shown.type(u"tomorrow"_s);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.says(u"Days look like 2026-05-14, and people are given by their id."_s));
        QVERIFY(shown.press(u"auditView_checkpoints"_s));
        QVERIFY(shown.says(u"Checkpoint 3"_s));
    }
};

MELODY_TEST(BillingTest)
#include "billing_test.moc"
