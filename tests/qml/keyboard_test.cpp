// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class KeyboardTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePlayerObeysKeys()
    {
        Shown shown;
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().playing());
        shown.key(Qt::Key_Space);
        QTRY_VERIFY(!shown.playback().playing());
        shown.playback().seekTo(0);
        QTRY_COMPARE(shown.playback().positionMs(), 0);
        shown.key(Qt::Key_Right);
        QTRY_COMPARE(shown.playback().positionMs(), 5000);
        shown.key(Qt::Key_Left);
        QTRY_COMPARE(shown.playback().positionMs(), 0);
        shown.key(Qt::Key_Right, Qt::ControlModifier);
        QTRY_COMPARE(shown.player->state().queue.currentIndex(), 1);
        shown.key(Qt::Key_N);
        QTRY_COMPARE(shown.player->state().queue.currentIndex(), 2);
        shown.key(Qt::Key_P);
        QTRY_COMPARE(shown.player->state().queue.currentIndex(), 1);
        shown.key(Qt::Key_Left, Qt::ShiftModifier);
        QTRY_COMPARE(shown.player->state().queue.currentIndex(), 0);
        shown.key(Qt::Key_Down);
        QTRY_COMPARE(shown.playback().volume(), 0.95);
        shown.key(Qt::Key_Up);
        QTRY_COMPARE(shown.playback().volume(), 1.0);
        shown.key(Qt::Key_M);
        QTRY_VERIFY(shown.playback().muted());
        shown.key(Qt::Key_M);
        QTRY_VERIFY(!shown.playback().muted());
    }
    void aFieldKeepsItsLettersAndSpaces()
    {
        Shown shown({.signedIn = false});
        QVERIFY(shown.find(u"emailField"_s));
        shown.type(u"m n p"_s);
        QCOMPARE(shown.find(u"emailField"_s)->property("text").toString(), u"m n p"_s);
    }
    void tabReachesEverythingOnceAndComesRound()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        QVERIFY(shown.click(u"heroPlay"_s));
        QTRY_VERIFY(shown.playback().active());
        QStringList seen;
        QSet<QQuickItem *> items;
        for (int i = 0; i < 200; ++i) {
            shown.key(Qt::Key_Tab);
            QVERIFY(shown.focused());
            if (items.contains(shown.focused()))
                break;
            items.insert(shown.focused());
            seen.append(shown.focused()->objectName());
        }
        for (const QString &name : {u"nav_home"_s, u"nav_albums"_s, u"nav_settings"_s, u"heroPlay"_s, u"nowPlayingSummary"_s,
                                    u"playButton"_s, u"nextButton"_s, u"seekBar"_s, u"muteButton"_s, u"volumeSlider"_s})
            QVERIFY2(seen.contains(name), qPrintable(name));
        QVERIFY(seen.indexOf(u"nav_home"_s) < seen.indexOf(u"heroPlay"_s));
        QVERIFY(seen.indexOf(u"heroPlay"_s) < seen.indexOf(u"playButton"_s));
    }
    // What one signs in and pays with, and what staff work with, at the size of a phone: each control is reached, and in sight then.
    void tabReachesEveryControlOfAPageInSight_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("there");
        for (const auto &[page, there] :
             {std::pair("sign_in", "signInButton"), std::pair("sign_up", "signUpButton"), std::pair("profile", "confirmEmail"),
              std::pair("security", "mfaButton"), std::pair("devices", "backButton"), std::pair("family", "backButton"),
              std::pair("subscription", "cancelButton"), std::pair("plans", "plan_family"), std::pair("payment_methods", "removeMethod_1"),
              std::pair("invoices", "invoice_3"), std::pair("staff_roles", "findUserButton"), std::pair("audit", "audit_3")})
            QTest::newRow(page) << QString::fromLatin1(page) << QString::fromLatin1(there);
    }
    void tabReachesEveryControlOfAPageInSight()
    {
        QFETCH(QString, page);
        QFETCH(QString, there);
        const bool entering = page.startsWith(u"sign_"_s);
        Shown shown({.signedIn = !entering, .roles = {u"listener"_s, u"admin"_s}, .secondFactor = true, .emailConfirmed = false}, phone);
        if (page == u"sign_up")
            QVERIFY(shown.press(u"toSignUp"_s));
        else if (!entering)
            QVERIFY(QMetaObject::invokeMethod(shown.find(u"shell"_s), "openSetting", Q_ARG(QString, page)));
        QVERIFY(shown.find(there));
        QTest::qWait(400); // the page has slid in
        QSet<const QQuickItem *> reached;
        for (int i = 0; i < 200; ++i) {
            shown.key(Qt::Key_Tab);
            const QQuickItem *now = shown.focused();
            QVERIFY(now);
            if (reached.contains(now))
                break;
            reached.insert(now);
            const auto inSight = [&] {
                const double middle = now->mapToScene(QPointF(0, now->height() / 2)).y();
                return middle >= 0 && middle <= shown.window().height();
            };
            QTRY_VERIFY2(inSight(), qPrintable(now->objectName()));
        }
        int controls = 0;
        for (const QQuickItem *item : shown.everything()) {
            if (!item->activeFocusOnTab() || !item->isEnabled())
                continue;
            ++controls;
            QVERIFY2(reached.contains(item), qPrintable(QLatin1String(item->metaObject()->className()) + u' ' + item->objectName()));
        }
        QVERIFY(controls > 2);
    }
    void returnAndSpacePressTheFocusedButton()
    {
        Shown shown;
        QQuickItem *play = shown.find(u"heroPlay"_s);
        QVERIFY(play);
        play->forceActiveFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Return);
        QTRY_VERIFY(shown.playback().playing());
        QQuickItem *albums = shown.find(u"nav_albums"_s);
        albums->forceActiveFocus(Qt::TabFocusReason);
        shown.key(Qt::Key_Space);
        QVERIFY(shown.find(u"browseGrid"_s));
        QVERIFY(shown.playback().playing()); // the space was the button's
    }
    void arrowsWalkTheTracksAndTheFocusStaysInSight()
    {
        Shown shown({}, QSize(1280, 560));
        QVERIFY(shown.click(u"heroOpen"_s));
        QQuickItem *row = shown.find(u"track_0"_s);
        QVERIFY(row);
        row->forceActiveFocus(Qt::TabFocusReason);
        for (int i = 1; i <= 5; ++i) {
            shown.key(Qt::Key_Down);
            QCOMPARE(shown.focused()->objectName(), u"track_%1"_s.arg(i));
        }
        const double bottom = shown.focused()->mapToScene(QPointF(0, shown.focused()->height())).y();
        QVERIFY(bottom <= shown.window().height());
        shown.key(Qt::Key_Return);
        QTRY_COMPARE(shown.player->state().queue.currentIndex(), 5);
    }
};

MELODY_TEST(KeyboardTest)
#include "keyboard_test.moc"
