// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "private_bus.h"

#include <desktop/motion_preference.h>
#include <support/test_main.h>

#include <QtDBus/QDBusContext>
#include <QtDBus/QDBusMessage>

using namespace melody;
using namespace Qt::StringLiterals;

// Knows what it was given; anything else is not found, as with portals that are older.
class SettingsPortal : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    QVariantMap known; // by "namespace key"

public Q_SLOTS:
    // NOLINTNEXTLINE(readability-identifier-naming): the specification's name
    QDBusVariant Read(const QString &space, const QString &key)
    {
        const QVariant value = known.value(space + u' ' + key);
        if (!value.isValid())
            sendErrorReply(u"org.freedesktop.portal.Error.NotFound"_s, u"no such setting"_s);
        return QDBusVariant(QVariant::fromValue(QDBusVariant(value))); // wrapped twice, as the portal does
    }

Q_SIGNALS:
    // NOLINTNEXTLINE(readability-identifier-naming): the specification's name
    void SettingChanged(const QString &space, const QString &key, const QDBusVariant &value);
};

class MotionPreferenceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(!m_bus.address().isEmpty());
        QDBusConnection served = m_bus.connect(u"motion_portal"_s);
        QVERIFY(served.registerObject(u"/org/freedesktop/portal/desktop"_s, &m_portal,
                                      QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(served.registerService(u"org.freedesktop.portal.Desktop"_s));
        // A connection that is quite new misses signals; the session's bus is in use before anybody is asked about motion.
        m_portal.known[u"org.freedesktop.appearance reduced-motion"_s] = 1U;
        const app::MotionPreference first = listen();
        QTRY_COMPARE(m_told.size(), 1);
    }
    void cleanupTestCase()
    {
        for (const QString &name : {u"motion_portal"_s, u"motion_app"_s})
            QDBusConnection::disconnectFromBus(name);
    }
    void init()
    {
        m_portal.known.clear();
        m_told.clear();
    }

    void theCommonSettingIsReadAndFollowed()
    {
        m_portal.known[u"org.freedesktop.appearance reduced-motion"_s] = 1U;
        const app::MotionPreference preference = listen();
        QTRY_COMPARE(m_told, QList<bool>{true});
        // Who the portal is may be learnt after its first answer: said until it is heard.
        const auto heard = [this] {
            Q_EMIT m_portal.SettingChanged(u"org.freedesktop.appearance"_s, u"reduced-motion"_s, QDBusVariant(0U));
            return !m_told.constLast();
        };
        QTRY_VERIFY(heard());
    }
    void withoutItGnomesOwnCounts()
    {
        m_portal.known[u"org.gnome.desktop.interface enable-animations"_s] = false;
        const app::MotionPreference preference = listen();
        QTRY_COMPARE(m_told, QList<bool>{true});
        const auto heard = [this] {
            Q_EMIT m_portal.SettingChanged(u"org.gnome.desktop.interface"_s, u"enable-animations"_s, QDBusVariant(true));
            return !m_told.constLast();
        };
        QTRY_VERIFY(heard());
    }
    void theCommonSettingGoesBeforeGnomes()
    {
        m_portal.known[u"org.freedesktop.appearance reduced-motion"_s] = 1U;
        m_portal.known[u"org.gnome.desktop.interface enable-animations"_s] = true;
        const app::MotionPreference preference = listen();
        QTRY_COMPARE(m_told.size(), 2);
        QVERIFY(m_told.constLast());
    }
    void whereNothingIsKnownNothingIsTold()
    {
        const app::MotionPreference preference = listen();
        const auto heard = [this] {
            Q_EMIT m_portal.SettingChanged(u"org.freedesktop.appearance"_s, u"color-scheme"_s, QDBusVariant(1U));
            Q_EMIT m_portal.SettingChanged(u"org.freedesktop.appearance"_s, u"reduced-motion"_s, QDBusVariant(1U));
            return !m_told.isEmpty();
        };
        QTRY_VERIFY(heard());
        QVERIFY(!m_told.contains(false)); // neither the missing answers nor the other setting counted
    }

private:
    app::MotionPreference listen()
    {
        return app::MotionPreference([this](bool reduced) { m_told.append(reduced); }, m_bus.connect(u"motion_app"_s));
    }

    test::PrivateBus m_bus;
    SettingsPortal m_portal;
    QList<bool> m_told;
};

MELODY_TEST(MotionPreferenceTest)
#include "motion_preference_test.moc"
