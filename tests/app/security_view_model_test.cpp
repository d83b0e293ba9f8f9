// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <platform/qr_code.h>
#include <support/test_main.h>
#include <viewmodels/error_words.h>
#include <viewmodels/password_reset_view_model.h>
#include <viewmodels/security_view_model.h>

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class SecurityViewModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCodeIsAskedForAfterThePassword()
    {
        Stage stage({.signedIn = false, .secondFactor = true});
        stage.session.signIn(fixtures::fixtureEmail, fixtures::fixturePassword);
        QTRY_VERIFY(stage.session.codeWanted());
        QVERIFY(!stage.session.signedIn());
        QVERIFY(!stage.session.loading());
        QCOMPARE(stage.session.formError(), QString());
        stage.session.giveCode(u"000000"_s);
        QTRY_VERIFY(!stage.session.codeError().isEmpty());
        QVERIFY(stage.session.codeWanted());
        stage.session.giveCode(u"123 456"_s);
        QTRY_VERIFY(stage.session.signedIn());
        QVERIFY(!stage.session.codeWanted());
    }
    void aRecoveryCodeOpensTooInAnyCase()
    {
        Stage stage({.signedIn = false, .secondFactor = true});
        stage.session.signIn(fixtures::fixtureEmail, fixtures::fixturePassword);
        QTRY_VERIFY(stage.session.codeWanted());
        stage.session.giveCode(u" k7qx-2m9d "_s);
        QTRY_VERIFY(stage.session.signedIn());
    }
    void anEmptyCodeIsRefusedBeforeItIsSentAndOneCanGoBack()
    {
        Stage stage({.signedIn = false, .secondFactor = true});
        stage.session.signIn(fixtures::fixtureEmail, fixtures::fixturePassword);
        QTRY_VERIFY(stage.session.codeWanted());
        stage.session.giveCode(u"  "_s);
        QVERIFY(!stage.session.loading());
        QVERIFY(!stage.session.codeError().isEmpty());
        stage.session.forgetCode();
        QVERIFY(!stage.session.codeWanted());
        QCOMPARE(stage.session.codeError(), QString());
    }
    void aChildSignsInWithACodeAndAPassword()
    {
        Stage stage({.signedIn = false});
        stage.session.signInChild(fixtures::fixtureChildCode, u"0000"_s);
        QTRY_VERIFY(stage.session.formError().contains(u"code"_s));
        stage.session.signInChild(fixtures::fixtureChildCode, fixtures::fixtureChildPassword);
        QTRY_VERIFY(stage.session.signedIn());
    }
    void aForgottenPasswordIsSetByTheCodeOfTheMail()
    {
        Stage stage({.signedIn = false});
        app::PasswordResetViewModel reset;
        reset.setApp(&stage.app);
        reset.request({});
        QVERIFY(!reset.fieldError(u"email"_s).isEmpty());
        QVERIFY(!reset.busy());
        reset.request(u" ada@example.org "_s);
        QVERIFY(reset.busy());
        QTRY_COMPARE(reset.step(), u"code"_s);
        QCOMPARE(reset.email(), u"ada@example.org"_s);
        reset.reset(u"other"_s, u"short"_s);
        QVERIFY(!reset.fieldError(u"password"_s).isEmpty());
        reset.reset(u"other"_s, u"a new long password"_s);
        QTRY_VERIFY(!reset.formError().isEmpty());
        QCOMPARE(reset.step(), u"code"_s);
        reset.reset(fixtures::fixtureToken, u"a new long password"_s);
        QTRY_COMPARE(reset.step(), u"done"_s);
        stage.session.signIn(fixtures::fixtureEmail, u"a new long password"_s);
        QTRY_VERIFY(stage.session.signedIn());
    }
    void noNetworkIsSaidWhenThePasswordWasForgotten()
    {
        Stage stage({.signedIn = false, .failure = offline()});
        app::PasswordResetViewModel reset;
        reset.setApp(&stage.app);
        reset.request(fixtures::fixtureEmail);
        QTRY_VERIFY(reset.formError().contains(u"offline"_s));
        QCOMPARE(reset.step(), u"address"_s);
    }
    void staffOnADeviceThatShowedNoCodeAreAskedForOneAndToldToSetItUpWithoutOne()
    {
        for (const bool enrolled : {true, false}) {
            Stage stage({.roles = {u"listener"_s, u"admin"_s}, .secondFactor = enrolled});
            int asked = 0;
            QString outcome;
            stage.app.stepUp()->guard<void>(
                this,
                [&](const remote::Done<void> &done) {
                    if (++asked == 1)
                        return done(fail(ErrorKind::Forbidden, u"second_factor_missing"_s, u"A code, please."_s));
                    done({});
                },
                [&](const Result<void> &answer) { outcome = answer ? u"let in"_s : app::errorSentence(answer.error()); });
            if (enrolled) {
                QTRY_VERIFY(stage.app.stepUp()->byCode());
                stage.app.stepUp()->prove(fixtures::fixtureCode);
                QTRY_COMPARE(outcome, u"let in"_s);
            } else {
                QTRY_VERIFY(outcome.contains(u"two-step sign-in"_s));
                QVERIFY(!stage.app.stepUp()->wanted());
            }
            QCOMPARE(asked, enrolled ? 2 : 1);
        }
    }
    void theSecondFactorIsSetUpAfterAFreshProof()
    {
        Stage stage;
        app::SecurityViewModel security;
        security.setApp(&stage.app);
        security.beginSecondFactor();
        QTRY_VERIFY(stage.app.stepUp()->wanted());
        QVERIFY(!stage.app.stepUp()->byCode());
        stage.app.stepUp()->prove(u"wrong"_s);
        QTRY_VERIFY(stage.app.stepUp()->failed());
        QVERIFY(stage.app.stepUp()->wanted());
        stage.app.stepUp()->prove(fixtures::fixturePassword);
        QTRY_VERIFY(!security.enrolmentUri().isEmpty());
        QVERIFY(!stage.app.stepUp()->wanted());
        QVERIFY(security.enrolmentSecret().startsWith(u"JBSW Y3DP "_s));
        security.confirmSecondFactor(u"12"_s);
        QVERIFY(!security.fieldError(u"totp"_s).isEmpty());
        security.confirmSecondFactor(u"654321"_s);
        QTRY_VERIFY(!security.busy());
        QVERIFY(!security.fieldError(u"totp"_s).isEmpty());
        security.confirmSecondFactor(fixtures::fixtureCode);
        QTRY_COMPARE(security.recoveryCodes().size(), wire::recoveryCodeCount);
        QVERIFY(security.enrolmentUri().isEmpty());
        QTRY_VERIFY(stage.session.secondFactor());
        security.copyCodes();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(fixtures::fixtureRecoveryCode));
        const QTemporaryDir folder;
        QFile saved(folder.filePath(u"codes.txt"_s));
        security.saveCodes(QUrl::fromLocalFile(folder.filePath(u"no/such/place.txt"_s)));
        QVERIFY(!security.formError().isEmpty());
        QVERIFY(!security.codesSaved());
        security.saveCodes(QUrl::fromLocalFile(saved.fileName()));
        QVERIFY(security.codesSaved());
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QVERIFY(saved.readAll().contains(fixtures::fixtureRecoveryCode.data()));
        QCOMPARE(saved.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
        QUrl shown;
        stage.setOpener([&](const QUrl &url) {
            shown = url;
            return true;
        });
        security.printCodes();
        QFile paper(shown.toLocalFile());
        QVERIFY(paper.open(QIODevice::ReadOnly));
        QVERIFY(paper.readAll().startsWith("%PDF-"));
        security.forgetCodes();
        QVERIFY(security.recoveryCodes().isEmpty());
        QVERIFY(!QFile::exists(shown.toLocalFile()));
    }
    void fewRecoveryCodesAreSaidAndReplacedByNewOnes()
    {
        Stage stage({.secondFactor = true});
        app::SecurityViewModel security;
        security.setApp(&stage.app);
        QTRY_VERIFY(stage.session.secondFactor());
        QVERIFY(security.fewCodesLeft());
        QVERIFY(security.codesLeft().startsWith(u"2 "_s));
        security.replaceCodes();
        QTRY_VERIFY(stage.app.stepUp()->wanted());
        stage.app.stepUp()->prove(fixtures::fixtureCode);
        QTRY_COMPARE(security.recoveryCodes().size(), wire::recoveryCodeCount);
        QTRY_VERIFY(!security.fewCodesLeft());
        QVERIFY(security.codesLeft().startsWith(u"10 "_s));
    }
    void withoutASecondFactorThereAreNoCodesToCount()
    {
        Stage stage;
        app::SecurityViewModel security;
        security.setApp(&stage.app);
        QTRY_VERIFY(!stage.session.displayName().isEmpty());
        QVERIFY(security.codesLeft().isEmpty());
        QVERIFY(!security.fewCodesLeft());
    }
    void whoGivesUpTheProofChangesNothing()
    {
        Stage stage({.secondFactor = true});
        app::SecurityViewModel security;
        security.setApp(&stage.app);
        security.removeSecondFactor();
        QTRY_VERIFY(stage.app.stepUp()->wanted());
        QTRY_VERIFY(stage.app.stepUp()->byCode());
        QVERIFY(security.busy());
        stage.app.stepUp()->cancel();
        QVERIFY(!stage.app.stepUp()->wanted());
        QVERIFY(!security.busy());
        QVERIFY(!security.formError().isEmpty());
        security.removeSecondFactor();
        QTRY_VERIFY(stage.app.stepUp()->wanted());
        stage.app.stepUp()->prove(fixtures::fixtureCode);
        QTRY_VERIFY(stage.session.userId() != UserId() && !stage.session.secondFactor() && !security.busy());
    }
    void aRequestOfAScreenThatIsGoneIsNotRepeated()
    {
        Stage stage;
        auto security = std::make_unique<app::SecurityViewModel>();
        security->setApp(&stage.app);
        security->beginSecondFactor();
        QTRY_VERIFY(stage.app.stepUp()->wanted());
        security.reset();
        stage.app.stepUp()->prove(fixtures::fixturePassword);
        QTRY_VERIFY(!stage.app.stepUp()->wanted());
    }
    void thePasswordIsChangedAndWhatIsWrongIsSaidBesideIt()
    {
        Stage stage;
        app::SecurityViewModel security;
        security.setApp(&stage.app);
        security.changePassword({}, u"a new long password"_s);
        QVERIFY(!security.fieldError(u"current_password"_s).isEmpty());
        security.changePassword(u"nope"_s, u"a new long password"_s);
        QTRY_VERIFY(!security.busy());
        QVERIFY(!security.fieldError(u"current_password"_s).isEmpty());
        QCOMPARE(security.formError(), QString());
        security.changePassword(fixtures::fixturePassword, u"password1234"_s);
        QTRY_VERIFY(security.fieldError(u"password"_s).contains(u"thief"_s));
        security.changePassword(fixtures::fixturePassword, u"a new long password"_s);
        QTRY_VERIFY(security.passwordChanged());
    }
    void theQrCodeHasItsThreeEyesAndAQuietZone()
    {
        QVERIFY(app::qrModules({}).isNull());
        const QImage image = app::qrModules(u"otpauth://totp/Melody:ada@example.org?secret=JBSWY3DPEHPK3PXP&issuer=Melody"_s);
        QVERIFY(image.width() >= 21 + 8);
        QCOMPARE(image.width(), image.height());
        const auto dark = [&](int x, int y) { return qGray(image.pixel(x, y)) < 128; };
        const int last = image.width() - 1 - 4;
        for (int i = 0; i < image.width(); ++i)
            QVERIFY(!dark(i, 3) && !dark(3, i));
        for (const QPoint corner : {QPoint(4, 4), QPoint(last - 6, 4), QPoint(4, last - 6)}) {
            QVERIFY(dark(corner.x(), corner.y()));
            QVERIFY(!dark(corner.x() + 1, corner.y() + 1));
            QVERIFY(dark(corner.x() + 3, corner.y() + 3));
        }
    }
};

MELODY_TEST(SecurityViewModelTest)
#include "security_view_model_test.moc"
