// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

#include <QtGui/QAccessible>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

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

} // namespace

class AccessibilityTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
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
};

MELODY_TEST(AccessibilityTest)
#include "accessibility_test.moc"
