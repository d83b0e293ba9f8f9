// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <desktop/notifier.h>

#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>

namespace melody::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownMs = 5'000;

} // namespace

Notifier::Notifier(NotifierParts parts, const QDBusConnection &bus) : m_parts(std::move(parts)), m_bus(bus)
{
    connect(&m_parts.playback, &PlaybackViewModel::trackChanged, this, &Notifier::tell);
    connect(&m_parts.playback, &PlaybackViewModel::statusChanged, this, &Notifier::tell);
}

// Once for each song, when it sounds.
void Notifier::tell()
{
    const QString content = m_parts.playback.contentId();
    if (!m_parts.playback.playing() || content == m_told)
        return;
    m_told = content;
    if (m_parts.queue.adBreak() || !m_bus.isConnected() || !m_parts.wanted())
        return;
    const QString name = u"org.freedesktop.Notifications"_s;
    QDBusMessage message = QDBusMessage::createMethodCall(name, u"/org/freedesktop/Notifications"_s, name, u"Notify"_s);
    // The body may carry markup, a name must not.
    message << u"Melody"_s << m_shown << u"melody"_s << m_parts.playback.title() << m_parts.playback.artistName().toHtmlEscaped()
            << QStringList() << QVariantMap{{u"desktop-entry"_s, u"melody"_s}, {u"transient"_s, true}} << shownMs;
    auto *call = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call] {
        const QDBusPendingReply<uint> reply = *call;
        m_shown = reply.isError() ? 0 : reply.value();
        call->deleteLater();
    });
}

} // namespace melody::app
