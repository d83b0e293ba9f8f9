// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What moves without end moves only where it is seen.

#include "shown.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class MotionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aHiddenWindowDoesNotMove()
    {
        Shown shown;
        QVERIFY(shown.click(u"heroOpen"_s));
        QVERIFY(shown.click(u"track_2"_s));
        QTRY_VERIFY(shown.playback().playing());
        QTRY_VERIFY(loops(shown) > 0); // the bars beside what plays
        shown.window().hide();
        QTRY_COMPARE(loops(shown), 0);
        shown.window().show();
        QTRY_VERIFY(loops(shown) > 0);
        shown.window().showMinimized();
        QTRY_COMPARE(loops(shown), 0);
        shown.window().showNormal();
        QTRY_VERIFY(loops(shown) > 0);
    }
    void whoWantsStillnessHasIt()
    {
        Shown shown;
        shown.gui->settings().setReducedMotion(true);
        QVERIFY(shown.click(u"heroOpen"_s));
        QVERIFY(shown.click(u"track_2"_s));
        QTRY_VERIFY(shown.playback().playing());
        QCOMPARE(loops(shown), 0);
    }

private:
    // Animations that run and don't end.
    static int loops(const Shown &shown) { return loops(*shown.window().contentItem()); }
    static int loops(const QQuickItem &item)
    {
        int running = 0;
        for (const QObject *object : item.children()) {
            const bool runs = object->inherits("QQuickAbstractAnimation") && object->property("running").toBool();
            running += runs && object->property("loops").toInt() < 0;
        }
        for (const QQuickItem *child : item.childItems())
            running += loops(*child);
        return running;
    }
};

MELODY_TEST(MotionTest)
#include "motion_test.moc"
