// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mpris_adaptors.h"

#include <QtCore/QCoreApplication>
#include <QtDBus/QDBusMessage>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

constexpr qint64 jumpMs = 2'000; // more than that between two looks was no playing

constexpr int answerMs = 5'000;

QString objectPath()
{
    return u"/org/mpris/MediaPlayer2"_s;
}

QString busName()
{
    return u"org.mpris.MediaPlayer2.melody"_s;
}

} // namespace

bool openElsewhere(const QString &uri, const QDBusConnection &bus)
{
    if (!bus.isConnected())
        return false;
    QDBusMessage open = QDBusMessage::createMethodCall(busName(), objectPath(), u"org.mpris.MediaPlayer2.Player"_s, u"OpenUri"_s);
    open << uri;
    if (bus.call(open, QDBus::Block, answerMs).type() != QDBusMessage::ReplyMessage)
        return false;
    const auto raise = QDBusMessage::createMethodCall(busName(), objectPath(), u"org.mpris.MediaPlayer2"_s, u"Raise"_s);
    return bus.call(raise, QDBus::Block, answerMs).type() == QDBusMessage::ReplyMessage;
}

Mpris::Mpris(MprisParts parts, const QDBusConnection &bus) : m_parts(std::move(parts)), m_bus(bus)
{
    auto *root = new MprisRoot(m_parts, this);
    auto *player = new MprisPlayer(m_parts, this);
    Q_UNUSED(root);
    if (!m_bus.isConnected() || !m_bus.registerObject(objectPath(), this, QDBusConnection::ExportAdaptors))
        return;
    const QString base = busName();
    for (const QString &name : {base, base + u".instance%1"_s.arg(QCoreApplication::applicationPid())}) {
        if (m_bus.registerService(name)) {
            m_name = name;
            break;
        }
    }
    m_told = player->properties();
    connect(&m_parts.playback, &PlaybackViewModel::trackChanged, this, &Mpris::tell);
    connect(&m_parts.playback, &PlaybackViewModel::detailsChanged, this, &Mpris::tell);
    connect(&m_parts.playback, &PlaybackViewModel::statusChanged, this, &Mpris::tell);
    connect(&m_parts.playback, &PlaybackViewModel::volumeChanged, this, &Mpris::tell);
    connect(&m_parts.queue, &QueueViewModel::changed, this, &Mpris::tell);
    connect(&m_parts.playback, &PlaybackViewModel::positionChanged, this, &Mpris::tellIfSought);
}

Mpris::~Mpris()
{
    if (!m_name.isEmpty())
        m_bus.unregisterService(m_name);
    m_bus.unregisterObject(objectPath());
}

void Mpris::tell()
{
    const QVariantMap now = findChild<MprisPlayer *>()->properties();
    QVariantMap changed;
    for (auto property = now.cbegin(); property != now.cend(); ++property) {
        if (m_told.value(property.key()) != property.value())
            changed.insert(property.key(), property.value());
    }
    if (changed.isEmpty())
        return;
    m_told = now;
    QDBusMessage message = QDBusMessage::createSignal(objectPath(), u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s);
    message << u"org.mpris.MediaPlayer2.Player"_s << changed << QStringList();
    m_bus.send(message);
}

void Mpris::tellIfSought()
{
    const qint64 positionMs = m_parts.playback.positionMs();
    const qint64 before = std::exchange(m_positionMs, positionMs);
    if (positionMs < before || positionMs > before + jumpMs)
        Q_EMIT findChild<MprisPlayer *>()->Seeked(positionMs * 1000);
}

} // namespace melody::app
