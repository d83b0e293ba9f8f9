// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

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

Shown::Shown(fixtures::FixtureOptions options, QSize size, bool serverReachable)
    : watch(std::make_unique<app::PlayerWatch>()), api(fixtures::createFixtureApi(std::move(options))),
      player(fixtures::createFixturePlayer([this](const player::PlayerState &state) { watch->publish(state); })),
      downloads(fixtures::createFixtureDownloads(serverReachable)),
      gui(std::make_unique<app::Gui>(
          app::GuiParts{*api, *player, *watch, clock, {}, QStringLiteral("https://melody.test"), downloads.get()}))
{
    gui->settings().setReducedMotion(true);
    gui->settings().setLanguage(QStringLiteral("en"));
    gui->settings().setTheme(QStringLiteral("dark"));
    window().resize(size);
    window().show();
    window().requestActivate();
    if (!QTest::qWaitForWindowActive(&window()))
        qFatal("the window does not show");
}

Shown::~Shown() = default;

std::vector<QQuickItem *> Shown::everything() const
{
    std::vector<QQuickItem *> found;
    collect(window().contentItem(), found);
    return found;
}

QQuickItem *Shown::find(const QString &name)
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

bool Shown::says(const QString &text)
{
    return QTest::qWaitFor([&] {
        const auto items = everything();
        return std::any_of(items.begin(), items.end(), [&](const QQuickItem *item) { return item->property("text").toString() == text; });
    });
}

bool Shown::click(const QString &name)
{
    const QQuickItem *item = find(name);
    if (item == nullptr)
        return false;
    QTest::qWait(30); // a layout that was just made is polished with the next frame
    clickAt(*item, 0.5);
    return true;
}

void Shown::clickAt(const QQuickItem &item, double fraction)
{
    const QPoint point = item.mapToScene(QPointF(item.width() * fraction, item.height() / 2)).toPoint();
    QTest::mouseMove(&window(), point);
    QTest::mouseClick(&window(), Qt::LeftButton, Qt::NoModifier, point);
}

void Shown::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(&window(), key, modifiers);
}

void Shown::type(const QString &text)
{
    for (const QChar character : text)
        QTest::keyClick(&window(), character.toLatin1());
}

bool Shown::homeIsThere()
{
    return find(QStringLiteral("heroPlay")) != nullptr;
}

} // namespace melody::test
