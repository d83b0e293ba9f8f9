// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A hand and eyes for the app's window: finds things by their object name, clicks and types.
#pragma once

#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>

namespace melody::test {

inline constexpr QSize desktop{1280, 800};
inline constexpr QSize phone{390, 844};

class Hand {
public:
    virtual ~Hand() = default;
    [[nodiscard]] virtual QQuickWindow &window() const = 0;

    // Shows it in this size; aborts the test when it does not come.
    void show(QSize size);

    // Visible and of that object name; waits for it, null if it does not come.
    [[nodiscard]] QQuickItem *find(const QString &name);
    // Visible text, anywhere.
    [[nodiscard]] bool says(const QString &text);
    [[nodiscard]] std::vector<QQuickItem *> everything() const;
    bool click(const QString &name);
    void clickAt(const QQuickItem &item, double fraction);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString &text);
    [[nodiscard]] QQuickItem *focused() const { return window().activeFocusItem(); }
    // As the keyboard does it: what has the focus scrolls into sight.
    bool focus(const QString &name);
    // Once it can be pressed, wherever on the page it is.
    bool press(const QString &name);
    // Into a field, instead of what is in it.
    bool fill(const QString &name, const QString &text);
    // A page of the settings, whose list is shown.
    bool openSetting(const QString &page);
};

} // namespace melody::test
