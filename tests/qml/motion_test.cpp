// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What moves without end moves only where it is seen; with reduced motion nothing moves.

#include "scenes.h"

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
    // At the start, when the window gets its size, it slid out of the picture.
    void theSheetOfWhatPlaysIsNotSeenBecauseTheWindowGrows()
    {
        Shown shown;
        shown.gui->settings().setReducedMotion(false);
        auto *sheet = shown.window().findChild<QQuickItem *>(u"nowPlaying"_s);
        QVERIFY(sheet && !sheet->isVisible());
        bool seen = false;
        connect(sheet, &QQuickItem::visibleChanged, this, [&seen] { seen = true; });
        shown.window().resize(shown.window().width(), shown.window().height() + 200);
        QTRY_COMPARE(int(sheet->height()), shown.window().height());
        QVERIFY(!seen && !sheet->isVisible());
    }
    // Whatever animates takes its time from the theme, or stands still with its loops.
    void withReducedMotionNothingTakesTime_data() { addSceneRows({{"phone", phone}}); }
    void withReducedMotionNothingTakesTime()
    {
        QFETCH(QString, scene);
        QFETCH(QSize, size);
        const Scene &it = sceneCalled(scene);
        Shown shown(it.options, size, it.serverReachable); // with reduced motion
        QVERIFY2(it.arrange(shown), "can't be arranged");
        for (const QObject *animation : animationsOf(shown)) {
            const QObject *endless = endlessOf(animation);
            QVERIFY2(endless ? !endless->property("running").toBool() : animation->property("duration").toInt() == 0,
                     qPrintable(QString::fromLatin1(animation->metaObject()->className()) + u" of "_s +
                                QString::fromLatin1(animation->parent() ? animation->parent()->metaObject()->className() : "nothing")));
        }
    }
    void transitionsTakeTheThemesTime()
    {
        Shown shown;
        QVERIFY(shown.homeIsThere());
        const auto longest = [&] {
            int most = 0;
            for (const QObject *animation : animationsOf(shown))
                most = endlessOf(animation) ? most : std::max(most, animation->property("duration").toInt());
            return most;
        };
        QCOMPARE(longest(), 0);
        shown.gui->settings().setReducedMotion(false);
        QTRY_VERIFY(longest() > 0);
    }

private:
    // Itself, or the group that it is part of; null: it ends.
    static const QObject *endlessOf(const QObject *animation)
    {
        for (const QObject *each = animation; each && each->inherits("QQuickAbstractAnimation"); each = each->parent()) {
            if (each->property("loops").toInt() < 0)
                return each;
        }
        return nullptr;
    }
    static QSet<const QObject *> animationsOf(const Shown &shown)
    {
        QSet<const QObject *> found;
        const auto look = [&](const QObject *object) {
            for (const QObject *child : object->findChildren<QObject *>()) {
                if (child->inherits("QQuickPropertyAnimation") || child->inherits("QQuickAnimator"))
                    found.insert(child);
            }
        };
        for (const QQuickItem *item : shown.everything())
            look(item);
        look(&shown.window());
        return found;
    }
};

MELODY_TEST(MotionTest)
#include "motion_test.moc"
