// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <support/test_main.h>
#include <viewmodels/devices_view_model.h>
#include <viewmodels/family_view_model.h>
#include <viewmodels/profile_view_model.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

QString idOf(const QVariantList &rows, int row)
{
    return rows[row].toMap()[u"id"_s].toString();
}

} // namespace

class AccountViewModelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void devicesAreListedAndSignedOutOneOrAll()
    {
        Stage stage;
        app::DevicesViewModel devices;
        devices.setApp(&stage.app);
        QVERIFY(devices.loading());
        QTRY_VERIFY(devices.ready());
        QCOMPARE(devices.rows().size(), 3);
        QVERIFY(devices.rows()[0].toMap()[u"current"_s].toBool());
        QCOMPARE(devices.rows()[0].toMap()[u"country"_s].toString(), u"Spain"_s);
        devices.signOut(idOf(devices.rows(), 1));
        devices.signOut(idOf(devices.rows(), 2)); // while the first is on its way: nothing
        QTRY_COMPARE(devices.rows().size(), 2);
        QVERIFY(!devices.busy());
        devices.signOutOthers();
        QTRY_COMPARE(devices.rows().size(), 1);
        QVERIFY(!devices.others());
    }
    void devicesThatCantBeReadSayWhyAndComeLater()
    {
        Stage stage({.failure = offline()});
        app::DevicesViewModel devices;
        devices.setApp(&stage.app);
        QTRY_VERIFY(devices.failed());
        QVERIFY(devices.error().contains(u"offline"_s));
        stage.api->setFailure({});
        devices.load();
        QTRY_VERIFY(devices.ready());
    }
    void theProfileIsSavedAndTheNameIsSeenEverywhere()
    {
        Stage stage;
        app::ProfileViewModel profile;
        profile.setApp(&stage.app);
        QTRY_VERIFY(profile.ready());
        QCOMPARE(profile.country(), u"ES"_s);
        profile.save(u" Ada L. "_s, u"es"_s, u"pt"_s, u"1990-12-10"_s, true);
        QVERIFY(profile.busy());
        QTRY_VERIFY(profile.saved());
        QCOMPARE(profile.displayName(), u"Ada L."_s);
        QCOMPARE(profile.country(), u"PT"_s);
        QVERIFY(profile.listeningVisible());
        QCOMPARE(stage.session.displayName(), u"Ada L."_s);
    }
    void aProfileFieldThatIsWrongIsNamedWithoutAskingTheServer()
    {
        Stage stage;
        app::ProfileViewModel profile;
        profile.setApp(&stage.app);
        QTRY_VERIFY(profile.ready());
        profile.save({}, u"en"_s, {}, {}, false);
        QVERIFY(!profile.fieldError(u"display_name"_s).isEmpty());
        profile.save(u"Ada"_s, u"en"_s, u"Spain"_s, {}, false);
        QVERIFY(!profile.fieldError(u"payment_country"_s).isEmpty());
        profile.save(u"Ada"_s, u"en"_s, u"ES"_s, u"1990-02-30"_s, false);
        QVERIFY(!profile.fieldError(u"birth_date"_s).isEmpty());
        QVERIFY(!profile.busy());
    }
    void aProfileChangedElsewhereIsNotOverwritten()
    {
        Stage stage;
        app::ProfileViewModel here;
        app::ProfileViewModel elsewhere;
        here.setApp(&stage.app);
        elsewhere.setApp(&stage.app);
        QTRY_VERIFY(here.ready() && elsewhere.ready());
        elsewhere.save(u"Countess"_s, u"en"_s, u"ES"_s, {}, false);
        QTRY_VERIFY(elsewhere.saved());
        here.save(u"Ada"_s, u"en"_s, u"PT"_s, {}, false);
        QTRY_VERIFY(here.formError().contains(u"another device"_s));
        QVERIFY(!here.saved());
        QVERIFY(here.conflict());
        here.clearErrors();
        here.load();
        QTRY_COMPARE(here.displayName(), u"Countess"_s);
        QVERIFY(!here.conflict());
    }
    void aNewAddressHoldsWhenItsMailWasAnswered()
    {
        Stage stage;
        app::ProfileViewModel profile;
        profile.setApp(&stage.app);
        QTRY_VERIFY(profile.ready());
        profile.changeEmail({});
        QVERIFY(!profile.fieldError(u"email"_s).isEmpty());
        profile.changeEmail(u"nonsense"_s);
        QVERIFY(!profile.fieldError(u"email"_s).isEmpty());
        profile.changeEmail(u" countess@example.org "_s);
        QTRY_VERIFY(stage.app.stepUp()->wanted());
        stage.app.stepUp()->prove(fixtures::fixturePassword);
        QTRY_COMPARE(profile.newEmail(), u"countess@example.org"_s);
        QCOMPARE(profile.email(), fixtures::fixtureEmail);
        profile.confirmEmail(u"other"_s);
        QTRY_VERIFY(!profile.formError().isEmpty());
        QCOMPARE(profile.email(), fixtures::fixtureEmail);
        profile.confirmEmail(fixtures::fixtureToken);
        QTRY_COMPARE(profile.email(), u"countess@example.org"_s);
        QCOMPARE(profile.newEmail(), QString());
        QTRY_COMPARE(stage.session.email(), u"countess@example.org"_s);
    }
    void aPictureIsLookedAtMadeSmallAndSent()
    {
        Stage stage;
        app::ProfileViewModel profile;
        profile.setApp(&stage.app);
        QTRY_VERIFY(profile.ready());
        const QTemporaryDir folder;
        QFile text(folder.filePath(u"text.png"_s));
        QVERIFY(text.open(QIODevice::WriteOnly) && text.write("no picture") > 0);
        text.close();
        for (const QUrl &bad : {QUrl::fromLocalFile(text.fileName()), QUrl::fromLocalFile(folder.filePath(u"none.png"_s)), QUrl(),
                                QUrl(u"https://evil.example/a.png"_s)}) {
            profile.chooseAvatar(bad);
            QVERIFY(!profile.fieldError(u"avatar"_s).isEmpty());
            QVERIFY(profile.avatarPreview().isEmpty());
        }
        QImage wide(1600, 900, QImage::Format_ARGB32);
        wide.fill(Qt::darkCyan);
        wide.setText(u"Comment"_s, u"where I live"_s);
        const QString file = folder.filePath(u"wide.png"_s);
        QVERIFY(wide.save(file));
        profile.chooseAvatar(QUrl::fromLocalFile(file));
        const QByteArray jpeg = QByteArray::fromBase64(profile.avatarPreview().toString().section(u',', 1).toLatin1());
        const QImage small = QImage::fromData(jpeg, "JPG");
        QCOMPARE(small.size(), QSize(640, 640));
        QVERIFY(!jpeg.contains("where I live"));
        profile.forgetAvatar();
        QVERIFY(profile.avatarPreview().isEmpty());
        profile.sendAvatar();
        QVERIFY(!profile.busy());
        profile.chooseAvatar(QUrl::fromLocalFile(file));
        profile.sendAvatar();
        QTRY_VERIFY(!profile.avatarId().isEmpty());
        QVERIFY(!profile.avatarMaking());
        QCOMPARE(stage.session.avatarId(), profile.avatarId());
        profile.removeAvatar();
        QTRY_VERIFY(profile.avatarId().isEmpty());
        QVERIFY(stage.session.avatarId().isEmpty());
    }
    void theFamilysTimeZoneIsChosenOfThoseThereAre()
    {
        Stage stage;
        app::FamilyViewModel family;
        family.setApp(&stage.app);
        QTRY_VERIFY(family.ready());
        QCOMPARE(family.timeZone(), u"Europe/Madrid"_s);
        QVERIFY(family.timeZones().contains(u"Atlantic/Canary"_s));
        family.setTimeZone(u"Atlantic/Canary"_s);
        QTRY_COMPARE(family.timeZone(), u"Atlantic/Canary"_s);
        family.setTimeZone(u"Nowhere/Land"_s);
        QTRY_VERIFY(!family.fieldError(u"time_zone"_s).isEmpty());
        QCOMPARE(family.timeZone(), u"Atlantic/Canary"_s);
    }
    void anAddressIsConfirmedByTheCodeOfTheMail()
    {
        Stage stage({.emailConfirmed = false});
        app::ProfileViewModel profile;
        profile.setApp(&stage.app);
        QTRY_VERIFY(profile.ready());
        QVERIFY(!profile.emailConfirmed());
        profile.sendConfirmation();
        QTRY_VERIFY(profile.mailSent());
        profile.confirmEmail(u"other"_s);
        QTRY_VERIFY(!profile.formError().isEmpty());
        profile.confirmEmail(fixtures::fixtureToken);
        QTRY_VERIFY(profile.emailConfirmed());
        QTRY_VERIFY(stage.session.emailConfirmed());
    }
    void whoPaysForNothingBesidesTheirPlaceIsTold()
    {
        Stage stage({.seat = u"held"_s});
        app::FamilyViewModel family;
        family.setApp(&stage.app);
        QTRY_VERIFY(family.ready());
        QCOMPARE(family.needlessPlan(), u"Individual"_s);
        QVERIFY(!family.seatless());
    }
    void whoHasNoPlaceOnThePlanIsTold()
    {
        Stage stage({.seat = u"lost"_s});
        app::FamilyViewModel family;
        family.setApp(&stage.app);
        QTRY_VERIFY(family.ready());
        QVERIFY(family.seatless());
        QVERIFY(family.needlessPlan().isEmpty());
        QVERIFY(family.members()[0].toMap()[u"seat"_s].toBool());
        QVERIFY(!family.members()[1].toMap()[u"seat"_s].toBool());
    }
    void aFamilyGrowsByAnInvitationAndAChild()
    {
        Stage stage;
        app::FamilyViewModel family;
        QTRY_VERIFY(!stage.session.userId().isNull());
        family.setApp(&stage.app);
        QTRY_VERIFY(family.ready());
        QVERIFY(family.owner());
        QCOMPARE(family.members().size(), 3);
        QSignalSpy added(&family, &app::FamilyViewModel::memberAdded);
        family.invite(u"anne@example.org"_s);
        QTRY_COMPARE(added.count(), 1);
        QTRY_COMPARE(family.invitations().size(), 2);
        family.addChild(u"Ralph"_s, u"byron"_s, u"4711"_s);
        QTRY_VERIFY(!family.fieldError(u"user_name"_s).isEmpty());
        family.addChild(u"Ralph"_s, u"ralph"_s, u"12"_s);
        QVERIFY(!family.fieldError(u"password"_s).isEmpty());
        family.addChild(u"Ralph"_s, u"ralph"_s, u"4711"_s);
        QTRY_COMPARE(family.members().size(), 4);
        QTRY_VERIFY(family.ready());
        QVERIFY(family.full());
        family.invite(u"one.more@example.org"_s);
        QTRY_VERIFY(family.formError().contains(u"plan"_s));
        family.remove(idOf(family.invitations(), 0));
        QTRY_COMPARE(family.invitations().size(), 1);
    }
    void theRulesOfAChildAreReadAndSaved()
    {
        Stage stage;
        app::FamilyViewModel family;
        family.setApp(&stage.app);
        QTRY_VERIFY(family.ready());
        const QString child = idOf(family.members(), 2);
        QVariantMap rules = family.controlsOf(child);
        QCOMPARE(rules[u"explicitAllowed"_s].toBool(), false);
        QCOMPARE(rules[u"dailyMinutes"_s].toInt(), 90);
        QCOMPARE(rules[u"quietFrom"_s].toString(), u"20:00"_s);
        QCOMPARE(rules[u"podcasts"_s].toBool(), false);
        rules[u"quietFrom"_s] = u"25:00"_s;
        family.saveControls(child, rules);
        QVERIFY(!family.fieldError(u"quiet_from"_s).isEmpty());
        rules[u"quietFrom"_s] = u"21:30"_s;
        rules[u"dailyMinutes"_s] = -1;
        rules[u"podcasts"_s] = true;
        QSignalSpy saved(&family, &app::FamilyViewModel::controlsSaved);
        family.saveControls(child, rules);
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(family.controlsOf(child), rules);
        rules[u"quiet"_s] = false;
        family.saveControls(child, rules); // the version moved along
        QTRY_COMPARE(saved.count(), 2);
        QCOMPARE(family.controlsOf(child)[u"quiet"_s].toBool(), false);
    }
    void aChildsCodeIsShownWithItsName()
    {
        Stage stage;
        app::FamilyViewModel family;
        family.setApp(&stage.app);
        QTRY_VERIFY(family.ready());
        family.showCode(idOf(family.members(), 2));
        QTRY_COMPARE(family.childCode(), QString(fixtures::fixtureChildCode));
        QCOMPARE(family.childCodeOf(), u"Byron"_s);
    }
    void anInvitationThatIsOverIsExplained()
    {
        Stage stage;
        app::FamilyViewModel family;
        family.setApp(&stage.app);
        QTRY_VERIFY(family.ready());
        family.join(u"old"_s);
        QTRY_VERIFY(family.formError().contains(u"invitation"_s));
        family.join(fixtures::fixtureToken);
        QTRY_VERIFY(!family.busy());
        QCOMPARE(family.formError(), QString());
    }
};

MELODY_TEST(AccountViewModelsTest)
#include "account_view_models_test.moc"
