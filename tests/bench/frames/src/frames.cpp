// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <bench/frames.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>

namespace melody::bench {

QQuickItem *findShown(QQuickItem *item, const QString &name)
{
    if (!item->isVisible())
        return nullptr;
    if (item->objectName() == name)
        return item;
    for (QQuickItem *child : item->childItems()) {
        if (QQuickItem *found = findShown(child, name))
            return found;
    }
    return nullptr;
}

bool waitFor(const std::function<bool()> &there)
{
    QElapsedTimer timer;
    timer.start();
    while (!there()) {
        if (timer.elapsed() > patienceMs)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // which without exec() nobody else does
    }
    return true;
}

FrameMeter::FrameMeter(QQuickWindow &window) : m_window(window)
{
    QObject::connect(&window, &QQuickWindow::afterAnimating, &m_listens, [this] { m_drawing.start(); });
    QObject::connect(&window, &QQuickWindow::frameSwapped, &m_listens, [this] {
        m_drawMs = double(m_drawing.nsecsElapsed()) / 1e6;
        m_done = true;
    });
}

double FrameMeter::step(const std::function<void()> &move)
{
    m_done = false;
    QElapsedTimer moving;
    moving.start();
    move();
    const double moveMs = double(moving.nsecsElapsed()) / 1e6;
    m_window.update();
    return waitFor([this] { return m_done; }) ? moveMs + m_drawMs : patienceMs;
}

} // namespace melody::bench
