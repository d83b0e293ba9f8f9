// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

#include <QtGui/QAccessible>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

bool isControl(const QQuickItem &item)
{
    return item.activeFocusOnTab() || item.inherits("QQuickAbstractButton") || item.inherits("QQuickSlider") ||
           item.inherits("QQuickTextInput");
}

QString nameOf(QQuickItem *item)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(item);
    return face != nullptr ? face->text(QAccessible::Name) : QString();
}

QAccessible::Role roleOf(QQuickItem *item)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(item);
    return face != nullptr ? face->role() : QAccessible::NoRole;
}

// A mouse area has no voice of its own: the thing it belongs to must have one.
bool speaksForItsArea(QQuickItem *area)
{
    return area->parentItem() != nullptr && !nameOf(area->parentItem()).isEmpty();
}

} // namespace

class AccessibilityTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyControlOfEveryScreenHasANameAndARole_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("desktop") << desktop;
        QTest::newRow("narrow") << QSize(820, 700);
        QTest::newRow("phone") << phone;
    }
    void everyControlOfEveryScreenHasANameAndARole()
    {
        QFETCH(QSize, size);
        {
            Shown shown({.signedIn = false}, size);
            QVERIFY(shown.find(u"signInButton"_s));
            check(shown, "sign in");
            QVERIFY(shown.press(u"toSignUp"_s));
            QVERIFY(shown.find(u"signUpButton"_s));
            check(shown, "sign up");
            QVERIFY(shown.press(u"toSignIn"_s));
            QVERIFY(shown.press(u"toReset"_s));
            check(shown, "reset");
            QVERIFY(shown.press(u"resetBack"_s));
            QVERIFY(shown.press(u"toChild"_s));
            check(shown, "child");
            QVERIFY(shown.press(u"childBack"_s));
            QVERIFY(shown.press(u"toOrganisation"_s));
            check(shown, "organisation");
            QVERIFY(shown.press(u"organisationBack"_s));
            QVERIFY(shown.press(u"provider_borealis"_s));
            QVERIFY(shown.find(u"visitCancel"_s));
            check(shown, "browser visit");
        }
        {
            Shown shown({.failure = Error{ErrorKind::Unavailable, u"offline"_s, {}}}, size);
            QVERIFY(shown.find(u"messageAction"_s));
            check(shown, "error");
        }
        Shown shown({}, size);
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().active());
        check(shown, "home");
        QVERIFY(shown.click(u"heroOpen"_s));
        QVERIFY(shown.find(u"albumPlay"_s));
        check(shown, "album");
        QVERIFY(shown.click(u"albumArtist"_s));
        QVERIFY(shown.find(u"artistPlay"_s));
        check(shown, "artist");
        QVERIFY(shown.click(u"nav_albums"_s));
        QVERIFY(shown.find(u"browseGrid"_s));
        check(shown, "albums");
        QVERIFY(shown.click(u"nav_library"_s));
        QVERIFY(shown.find(u"libraryRow_1"_s));
        check(shown, "library");
        QVERIFY(shown.press(u"libraryRow_1"_s));
        QVERIFY(shown.find(u"playlistRow_1"_s));
        check(shown, "playlist");
        QVERIFY(shown.click(u"nav_settings"_s));
        QVERIFY(shown.find(u"signOutButton"_s));
        check(shown, "settings");
        for (const QString &page : {u"profile"_s, u"security"_s, u"devices"_s, u"downloads"_s, u"statistics"_s, u"family"_s}) {
            QVERIFY(shown.press(u"setting_"_s + page));
            QVERIFY(shown.find(u"backButton"_s));
            QTest::qWait(50);
            check(shown, qPrintable(page));
            QVERIFY(shown.click(u"backButton"_s));
        }
        QVERIFY(shown.click(u"nowPlayingSummary"_s));
        QVERIFY(shown.find(u"closeNowPlaying"_s));
        check(shown, "now playing");
        QVERIFY(shown.click(u"lyricsButton"_s));
        QVERIFY(shown.find(u"lyricsLine_1"_s));
        check(shown, "lyrics");
    }
    void everyControlOfSpokenWordHasANameAndARole_data() { everyControlOfEveryScreenHasANameAndARole_data(); }
    void everyControlOfSpokenWordHasANameAndARole()
    {
        QFETCH(QSize, size);
        Shown shown({}, size);
        QVERIFY(shown.homeIsThere());
        QVERIFY(QMetaObject::invokeMethod(shown.find(u"shell"_s), "open", Q_ARG(QString, u"show"_s),
                                          Q_ARG(QString, u"019aa020-5eed-7000-8000-000000000000"_s)));
        QVERIFY(shown.press(u"episode_0"_s));
        check(shown, "show");
        QVERIFY(shown.press(u"episodePlay_0"_s));
        QTRY_VERIFY(shown.playback().chapters()->there());
        shown.find(u"shell"_s)->setProperty("nowPlaying", true);
        QVERIFY(shown.click(u"presentChapter"_s));
        QVERIFY(shown.find(u"chapter_1"_s));
        check(shown, "chapters");
    }
    void everyControlOfPayingAndOfStaffHasANameAndARole_data() { everyControlOfEveryScreenHasANameAndARole_data(); }
    void everyControlOfPayingAndOfStaffHasANameAndARole()
    {
        QFETCH(QSize, size);
        Shown shown({.roles = {u"listener"_s, u"admin"_s}, .secondFactor = true}, size);
        QQuickItem *shell = shown.find(u"shell"_s);
        QVERIFY(shell);
        for (const auto &[page, there] : {std::pair(u"subscription"_s, u"cancelButton"_s), std::pair(u"plans"_s, u"plan_family"_s),
                                          std::pair(u"payment_methods"_s, u"removeMethod_1"_s), std::pair(u"invoices"_s, u"invoice_3"_s),
                                          std::pair(u"staff_roles"_s, u"findUserButton"_s), std::pair(u"audit"_s, u"audit_3"_s)}) {
            QVERIFY(QMetaObject::invokeMethod(shell, "openSetting", Q_ARG(QString, page)));
            QVERIFY2(shown.find(there), qPrintable(page));
            check(shown, page.toLatin1());
        }
    }
    void whatPlaysIsSaidToo()
    {
        Shown shown;
        QVERIFY(shown.click(u"heroPlay"_s));
        QQuickItem *summary = shown.find(u"nowPlayingSummary"_s);
        QVERIFY(summary);
        QVERIFY(nameOf(summary).contains(shown.playback().title()));
        QCOMPARE(roleOf(shown.find(u"seekBar"_s)), QAccessible::Slider);
        QCOMPARE(nameOf(shown.find(u"playButton"_s)), u"Pause"_s);
    }

private:
    static void check(Shown &shown, const char *screen)
    {
        int controls = 0;
        for (QQuickItem *item : shown.everything()) {
            const QString what = QStringLiteral("%1: %2 '%3'")
                                     .arg(QLatin1String(screen), QLatin1String(item->metaObject()->className()), item->objectName());
            if (item->inherits("QQuickMouseArea")) {
                QVERIFY2(speaksForItsArea(item), qPrintable(what));
            } else if (isControl(*item)) {
                ++controls;
                QVERIFY2(!nameOf(item).isEmpty(), qPrintable(what + u" has no name"_s));
                QVERIFY2(roleOf(item) != QAccessible::NoRole && roleOf(item) != QAccessible::Client, qPrintable(what + u" has no role"_s));
            }
        }
        QVERIFY2(controls > 0, screen);
    }
};

MELODY_TEST(AccessibilityTest)
#include "accessibility_test.moc"
