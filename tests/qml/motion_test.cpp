// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What moves without end moves only where it is seen.

#include "shown.h"

#include <support/test_main.h>

#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class MotionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Every endless animation runs only while the theme lets things loop.
    void aHiddenWindowDoesNotMove()
    {
        Shown shown;
        QQmlComponent component(qmlEngine(&shown.window()));
        component.setData("import QtQml\nimport Melody.Design\nQtObject { readonly property bool loops: Theme.loops }", {});
        const std::unique_ptr<QObject> probe(component.create());
        QVERIFY2(probe, qPrintable(component.errorString()));
        const auto loops = [&probe] { return probe->property("loops").toBool(); };
        shown.gui->settings().setReducedMotion(false);
        QTRY_VERIFY(loops());
        shown.window().hide();
        QTRY_VERIFY(!loops());
        shown.window().show();
        QTRY_VERIFY(loops());
        shown.window().showMinimized();
        QTRY_VERIFY(!loops());
        shown.window().showNormal();
        QTRY_VERIFY(loops());
        shown.gui->settings().setReducedMotion(true);
        QTRY_VERIFY(!loops());
    }
};

MELODY_TEST(MotionTest)
#include "motion_test.moc"
