// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tray_adaptors.h"

#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtDBus/QDBusServiceWatcher>

namespace melody::app {

using namespace Qt::StringLiterals;

namespace {

QString trayPath()
{
    return u"/StatusNotifierItem"_s;
}

QString watcherName()
{
    return u"org.kde.StatusNotifierWatcher"_s;
}

} // namespace

Tray::Tray(TrayParts parts, const QDBusConnection &bus) : m_parts(std::move(parts)), m_bus(bus)
{
    registerTrayTypes();
    new TrayItem(m_parts, this);
    new TrayMenu(m_parts, this);
    if (!m_bus.isConnected() || !m_bus.registerObject(trayPath(), this, QDBusConnection::ExportAdaptors))
        return;
    auto *panel = new QDBusServiceWatcher(watcherName(), m_bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(panel, &QDBusServiceWatcher::serviceOwnerChanged, this, [this](const QString &, const QString &, const QString &owner) {
        setShown(false);
        if (!owner.isEmpty())
            offer();
    });
    offer();
}

Tray::~Tray()
{
    m_bus.unregisterObject(trayPath());
}

// By the connection's own name: the panel lets the icon go when that is gone.
void Tray::offer()
{
    QDBusMessage message =
        QDBusMessage::createMethodCall(watcherName(), u"/StatusNotifierWatcher"_s, watcherName(), u"RegisterStatusNotifierItem"_s);
    message.setAutoStartService(false);
    message << m_bus.baseService();
    auto *call = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
        const QDBusPendingReply<> reply = *call;
        setShown(!reply.isError());
        call->deleteLater();
    });
}

void Tray::setShown(bool shown)
{
    if (std::exchange(m_isShown, shown) != shown)
        Q_EMIT shownChanged();
}

} // namespace melody::app
