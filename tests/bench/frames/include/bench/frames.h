// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finds what a window shows and measures what its frames cost. Thread: the GUI's.
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>

#include <functional>

namespace melody::bench {

inline constexpr int patienceMs = 20'000;

// Null when none of that name can be seen.
[[nodiscard]] QQuickItem *findShown(QQuickItem *item, const QString &name);
// False: not within patienceMs.
[[nodiscard]] bool waitFor(const std::function<bool()> &there);

// Measures what a frame costs, not how long the window system lets it wait.
class FrameMeter {
public:
    explicit FrameMeter(QQuickWindow &window);
    // Milliseconds for `move` and the frame after it.
    [[nodiscard]] double step(const std::function<void()> &move);

private:
    QQuickWindow &m_window;
    QObject m_listens; // to the window, which lives longer
    QElapsedTimer m_drawing;
    double m_drawMs = 0;
    bool m_done = false;
};

} // namespace melody::bench
