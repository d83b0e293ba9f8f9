// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <desktop/motion_preference.h>

#include <QtDBus/QDBusAbstractInterface>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>

namespace melody::app {

using namespace Qt::StringLiterals;

namespace {

const QString portal = u"org.freedesktop.portal.Desktop"_s;
const QString portalPath = u"/org/freedesktop/portal/desktop"_s;
constexpr QLatin1StringView settingsInterface("org.freedesktop.portal.Settings");
const QString appearance = u"org.freedesktop.appearance"_s;
const QString reducedMotionKey = u"reduced-motion"_s;
const QString gnome = u"org.gnome.desktop.interface"_s;
const QString animationsKey = u"enable-animations"_s;
constexpr int maxWraps = 3; // Read() wraps its answer in one variant more than it says

QVariant unwrapped(QVariant value)
{
    for (int i = 0; i < maxWraps && value.metaType() == QMetaType::fromType<QDBusVariant>(); ++i)
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

// The portal's interface, for its signal.
class PortalSettings final : public QDBusAbstractInterface {
    Q_OBJECT

public:
    PortalSettings(const QDBusConnection &bus, QObject *parent)
        : QDBusAbstractInterface(portal, portalPath, settingsInterface.latin1(), bus, parent)
    {
    }

Q_SIGNALS:
    // NOLINTNEXTLINE(readability-identifier-naming): the specification's name
    void SettingChanged(const QString &space, const QString &key, const QDBusVariant &value);
};

MotionPreference::MotionPreference(std::function<void(bool reduced)> tell, const QDBusConnection &bus) : m_tell(std::move(tell)), m_bus(bus)
{
    if (!m_bus.isConnected())
        return;
    auto *settings = new PortalSettings(m_bus, this);
    connect(settings, &PortalSettings::SettingChanged, this, &MotionPreference::settingChanged);
    read(appearance, reducedMotionKey);
    read(gnome, animationsKey);
}

void MotionPreference::settingChanged(const QString &space, const QString &key, const QDBusVariant &value)
{
    if ((space == appearance && key == reducedMotionKey) || (space == gnome && key == animationsKey))
        hear(space, value.variant());
}

void MotionPreference::read(const QString &space, const QString &key)
{
    QDBusMessage message = QDBusMessage::createMethodCall(portal, portalPath, settingsInterface, u"Read"_s);
    message << space << key;
    auto *call = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(call, &QDBusPendingCallWatcher::finished, this, [this, call, space] {
        const QDBusPendingReply<QDBusVariant> reply = *call;
        if (!reply.isError()) // else: no portal, or one that doesn't know the key
            hear(space, reply.value().variant());
        call->deleteLater();
    });
}

void MotionPreference::hear(const QString &space, const QVariant &value)
{
    const QVariant plain = unwrapped(value);
    if (space == appearance)
        m_appearance = plain.toUInt() == 1; // 0: no preference
    else
        m_gnome = !plain.toBool();
    m_tell(m_appearance.value_or(m_gnome.value_or(false)));
}

} // namespace melody::app

#include "motion_preference.moc"
