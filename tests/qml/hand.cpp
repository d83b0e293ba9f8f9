// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hand.h"

#include <support/test_main.h>

namespace melody::test {
namespace {

void collect(QQuickItem *item, std::vector<QQuickItem *> &found)
{
    if (!item->isVisible() || item->opacity() <= 0)
        return;
    found.push_back(item);
    for (QQuickItem *child : item->childItems())
        collect(child, found);
}

} // namespace

void Hand::show(QSize size)
{
    window().resize(size);
    window().show();
    window().requestActivate();
    if (!QTest::qWaitForWindowActive(&window()))
        qFatal("the window does not show");
}

std::vector<QQuickItem *> Hand::everything() const
{
    std::vector<QQuickItem *> found;
    collect(window().contentItem(), found);
    return found;
}

QQuickItem *Hand::find(const QString &name)
{
    QQuickItem *found = nullptr;
    (void)QTest::qWaitFor([&] {
        for (QQuickItem *item : everything()) {
            if (found == nullptr && item->objectName() == name)
                found = item;
        }
        return found != nullptr;
    });
    return found;
}

bool Hand::says(const QString &text)
{
    return QTest::qWaitFor([&] {
        const auto items = everything();
        return std::any_of(items.begin(), items.end(), [&](const QQuickItem *item) { return item->property("text").toString() == text; });
    });
}

bool Hand::click(const QString &name)
{
    const QQuickItem *item = find(name);
    if (item == nullptr)
        return false;
    QTest::qWait(30); // a layout that was just made is polished with the next frame
    clickAt(*item, 0.5);
    return true;
}

void Hand::clickAt(const QQuickItem &item, double fraction)
{
    const QPoint point = item.mapToScene(QPointF(item.width() * fraction, item.height() / 2)).toPoint();
    QTest::mouseMove(&window(), point);
    QTest::mouseClick(&window(), Qt::LeftButton, Qt::NoModifier, point);
}

void Hand::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(&window(), key, modifiers);
}

void Hand::type(const QString &text)
{
    for (const QChar character : text)
        QTest::keyClick(&window(), character.toLatin1());
}

bool Hand::focus(const QString &name)
{
    QQuickItem *item = find(name);
    if (item == nullptr)
        return false;
    if (auto *input = item->property("input").value<QQuickItem *>())
        item = input;
    item->forceActiveFocus(Qt::TabFocusReason);
    return QTest::qWaitFor([&] { return item->hasActiveFocus(); });
}

bool Hand::press(const QString &name)
{
    QQuickItem *item = find(name);
    if (item == nullptr || !QTest::qWaitFor([&] { return item->isEnabled(); }))
        return false;
    QTest::qWait(60); // what has just become visible gets its place with the next frame
    if (!focus(name))
        return false;
    QTest::qWait(30); // scrolled into sight with the next frame
    return click(name);
}

bool Hand::fill(const QString &name, const QString &text)
{
    if (!focus(name))
        return false;
    key(Qt::Key_A, Qt::ControlModifier);
    key(Qt::Key_Backspace);
    type(text);
    return true;
}

bool Hand::openSetting(const QString &page)
{
    return press(QStringLiteral("setting_") + page) && find(QStringLiteral("backButton")) != nullptr;
}

} // namespace melody::test
