// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether the desktop wants less motion: "reduced-motion" of org.freedesktop.appearance, as the XDG portal's Settings interface has it,
// or GNOME's "enable-animations" through the same interface where the first is not known.
#pragma once

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusVariant>

#include <functional>

namespace melody::app {

// Thread: the GUI's. Where there is no portal nothing is told, so motion stays as it is.
class MotionPreference : public QObject {
    Q_OBJECT

public:
    // `tell` gets the desktop's wish once it is known, and again when it changes.
    explicit MotionPreference(std::function<void(bool reduced)> tell, const QDBusConnection &bus = QDBusConnection::sessionBus());

private:
    void settingChanged(const QString &space, const QString &key, const QDBusVariant &value);
    void read(const QString &space, const QString &key);
    void hear(const QString &space, const QVariant &value);

    std::function<void(bool)> m_tell;
    QDBusConnection m_bus;
    std::optional<bool> m_appearance; // by the common setting, which goes before GNOME's
    std::optional<bool> m_gnome;
};

} // namespace melody::app
