// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The icon among those of the desktop's panel: a StatusNotifierItem of freedesktop.org with a menu as com.canonical.dbusmenu describes it,
// which Plasma, XFCE, Cinnamon, LXQt and, with an extension, GNOME show. Pressed it shows the window; the wheel changes the volume; pressed
// with the middle button it pauses and goes on.
#pragma once

#include <QtDBus/QDBusConnection>
#include <viewmodels/playback_view_model.h>

#include <functional>

namespace melody::app {

struct TrayParts {
    PlaybackViewModel &playback;
    std::function<void()> raise; // shows the window
    std::function<void()> quit;
};

// Thread: the GUI's.
class Tray : public QObject {
    Q_OBJECT

public:
    // Comes and goes with the panel. Without a bus nothing happens.
    explicit Tray(TrayParts parts, const QDBusConnection &bus = QDBusConnection::sessionBus());
    ~Tray() override;
    // A panel shows it: a window that hides can be had back.
    [[nodiscard]] bool isShown() const { return m_isShown; }

Q_SIGNALS:
    void shownChanged();

private:
    void offer();
    void setShown(bool shown);

    TrayParts m_parts;
    QDBusConnection m_bus;
    bool m_isShown = false;
};

} // namespace melody::app
