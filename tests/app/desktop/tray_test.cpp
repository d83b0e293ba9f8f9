// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "private_bus.h"

#include <desktop/tray.h>
#include <fixtures/fixture_api.h>
#include <fixtures/fixture_player.h>
#include <support/test_main.h>

#include <QtDBus/QDBusArgument>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusObjectPath>
#include <QtDBus/QDBusPendingCall>

using namespace melody;
using namespace Qt::StringLiterals;
using player::PlaybackStatus;

// A panel that takes every icon.
class Panel : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.StatusNotifierWatcher")

public:
    QStringList items;

public Q_SLOTS:
    void RegisterStatusNotifierItem(const QString &service) { items.append(service); } // NOLINT(readability-identifier-naming)
};

class TrayTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(!m_bus.address().isEmpty()); }
    void init()
    {
        m_raised = m_quit = 0;
        m_tray = std::make_unique<app::Tray>(app::TrayParts{m_playback, [this] { ++m_raised; }, [this] { ++m_quit; }}, m_app);
    }
    void cleanup()
    {
        m_tray.reset();
        m_panels.unregisterService(watcher);
        m_panels.unregisterObject(watcherPath);
        m_panel.items.clear();
    }
    void cleanupTestCase()
    {
        for (const QString &name : {u"tray_app"_s, u"tray_panel"_s, u"tray_hand"_s})
            QDBusConnection::disconnectFromBus(name);
    }

    void itComesAndGoesWithThePanel()
    {
        QSignalSpy turned(m_tray.get(), &app::Tray::shownChanged);
        QVERIFY(!m_tray->isShown());
        putUpPanel();
        QTRY_VERIFY(m_tray->isShown());
        QCOMPARE(m_panel.items, QStringList{m_app.baseService()});
        QVERIFY(m_panels.unregisterService(watcher));
        QTRY_VERIFY(!m_tray->isShown());
        QVERIFY(m_panels.registerService(watcher)); // the panel was started anew
        QTRY_VERIFY(m_tray->isShown());
        QCOMPARE(m_panel.items.size(), 2);
        QCOMPARE(turned.size(), 3);
    }
    void itSaysWhatAPanelAsks()
    {
        QCOMPARE(ask(u"Id"_s).toString(), u"melody"_s);
        QCOMPARE(ask(u"Status"_s).toString(), u"Active"_s);
        QCOMPARE(ask(u"ItemIsMenu"_s).toBool(), false);
        QCOMPARE(ask(u"Menu"_s).value<QDBusObjectPath>().path(), path);
        const auto pixmaps = ask(u"IconPixmap"_s).value<QDBusArgument>();
        QCOMPARE(pixmaps.currentSignature(), u"a(iiay)"_s);
        int width = 0;
        int height = 0;
        QByteArray argb;
        pixmaps.beginArray();
        pixmaps.beginStructure();
        pixmaps >> width >> height >> argb;
        QCOMPARE(argb.size(), width * height * 4);
        QCOMPARE(argb.mid((height / 2 * width) * 4 + 8, 4), QByteArray::fromHex("ffff9b70")); // its ground: alpha first
        play();
        const auto tip = ask(u"ToolTip"_s).value<QDBusArgument>();
        QCOMPARE(tip.currentSignature(), u"(sa(iiay)ss)"_s);
    }
    void itIsPressedTurnedAndScrolled()
    {
        play();
        const auto press = [this](const QString &what, const QVariantList &how) { send(u"org.kde.StatusNotifierItem"_s, what, how); };
        press(u"Activate"_s, {3, 4});
        QTRY_COMPARE(m_raised, 1);
        press(u"SecondaryActivate"_s, {3, 4});
        QTRY_COMPARE(m_player->state().status, PlaybackStatus::Paused);
        m_playback.setVolume(0.5);
        press(u"Scroll"_s, {120, u"vertical"_s});
        QTRY_VERIFY(qAbs(m_player->state().volume - 0.55) < 0.001);
        press(u"Scroll"_s, {-240, u"Vertical"_s});
        QTRY_VERIFY(qAbs(m_player->state().volume - 0.45) < 0.001);
        press(u"Scroll"_s, {120, u"horizontal"_s});
        press(u"ContextMenu"_s, {0, 0});
        QTRY_COMPARE(m_raised, 2);
        QVERIFY(qAbs(m_player->state().volume - 0.45) < 0.001);
    }
    void itsMenuPlaysSkipsAndQuits()
    {
        play();
        QCOMPARE(labels(), (QStringList{u"Show Melody"_s, u"Pause"_s, u"Next song"_s, u"Quit"_s}));
        const auto press = [this](int id) {
            send(u"com.canonical.dbusmenu"_s, u"Event"_s, {id, u"clicked"_s, QVariant::fromValue(QDBusVariant(0)), 0U});
        };
        press(2);
        QTRY_COMPARE(m_player->state().status, PlaybackStatus::Paused);
        QTRY_COMPARE(labels().value(1), u"Play"_s);
        press(3);
        QTRY_COMPARE(m_player->state().queue.currentIndex(), 1);
        press(1);
        QTRY_COMPARE(m_raised, 1);
        press(4);
        QTRY_COMPARE(m_quit, 1);
        press(99); // what is not there
        QCOMPARE(m_raised, 1);
    }

private:
    void putUpPanel()
    {
        QVERIFY(m_panels.registerObject(watcherPath, &m_panel, QDBusConnection::ExportAllSlots));
        QVERIFY(m_panels.registerService(watcher));
    }
    void play()
    {
        QList<player::QueueItem> items(2);
        items[0].title = u"First"_s;
        items[1].title = u"Second"_s;
        for (int i = 0; i < 2; ++i) {
            items[i].content = ContentId(QUuid(uint(i + 1), 0, 0, 0, 0, 0, 0, 0, 0, 0, 7));
            items[i].durationMs = 200'000;
        }
        m_player->play(player::PlayQueue(items));
        QTRY_VERIFY(m_playback.playing());
    }
    void send(const QString &interface, const QString &member, const QVariantList &arguments)
    {
        QDBusMessage message = QDBusMessage::createMethodCall(m_app.baseService(), path, interface, member);
        message.setArguments(arguments);
        m_hand.asyncCall(message);
    }
    QVariant ask(const QString &property)
    {
        QDBusMessage get = QDBusMessage::createMethodCall(m_app.baseService(), path, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
        get << u"org.kde.StatusNotifierItem"_s << property;
        return wait(get).value(0).value<QDBusVariant>().variant();
    }
    // The app answers on this thread.
    QVariantList wait(const QDBusMessage &message)
    {
        const QDBusPendingCall call = m_hand.asyncCall(message);
        return QTest::qWaitFor([&] { return call.isFinished(); }, 30'000) ? call.reply().arguments() : QVariantList();
    }
    QStringList labels()
    {
        QDBusMessage get = QDBusMessage::createMethodCall(m_app.baseService(), path, u"com.canonical.dbusmenu"_s, u"GetLayout"_s);
        get << 0 << -1 << QStringList();
        const QDBusArgument layout = wait(get).value(1).value<QDBusArgument>();
        int id = -1;
        QVariantMap properties;
        QList<QDBusVariant> children;
        layout.beginStructure();
        layout >> id >> properties >> children;
        layout.endStructure();
        QStringList found;
        for (const QDBusVariant &child : children) {
            const auto node = child.variant().value<QDBusArgument>();
            node.beginStructure();
            node >> id >> properties;
            found.append(properties.value(u"label"_s).toString());
        }
        return found;
    }

    const QString path = u"/StatusNotifierItem"_s;
    const QString watcher = u"org.kde.StatusNotifierWatcher"_s;
    const QString watcherPath = u"/StatusNotifierWatcher"_s;
    test::PrivateBus m_bus;
    QDBusConnection m_app = m_bus.connect(u"tray_app"_s);
    QDBusConnection m_panels = m_bus.connect(u"tray_panel"_s);
    QDBusConnection m_hand = m_bus.connect(u"tray_hand"_s);
    Panel m_panel;
    app::PlayerWatch m_watch;
    std::unique_ptr<fixtures::FixtureApi> m_api = fixtures::createFixtureApi({});
    std::unique_ptr<fixtures::FixturePlayer> m_player =
        fixtures::createFixturePlayer([this](const player::PlayerState &state) { m_watch.publish(state); });
    app::PlaybackViewModel m_playback{*m_api, *m_player, m_watch};
    int m_raised = 0;
    int m_quit = 0;
    std::unique_ptr<app::Tray> m_tray;
};

MELODY_TEST(TrayTest)
#include "tray_test.moc"
