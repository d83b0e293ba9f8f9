// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "private_bus.h"

#include <desktop/notifier.h>
#include <fixtures/fixture_api.h>
#include <fixtures/fixture_player.h>
#include <support/test_main.h>

#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCall>

using namespace melody;
using namespace Qt::StringLiterals;

// Shows nothing, remembers everything, as a desktop's service would be asked.
class Desktop : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Shown {
        uint replaces = 0;
        QString summary;
        QString body;
    };
    QList<Shown> shown;

public Q_SLOTS:
    // NOLINTNEXTLINE(readability-identifier-naming): the specification's name
    uint Notify(const QString &, uint replaces, const QString &, const QString &summary, const QString &body, const QStringList &,
                const QVariantMap &, int)
    {
        shown.append({replaces, summary, body});
        return 7;
    }
};

class NotifierTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(!m_bus.address().isEmpty());
        QDBusConnection served = m_bus.connect(u"notifier_desktop"_s);
        QVERIFY(served.registerObject(u"/org/freedesktop/Notifications"_s, &m_desktop, QDBusConnection::ExportAllSlots));
        QVERIFY(served.registerService(u"org.freedesktop.Notifications"_s));
        m_notifier = std::make_unique<app::Notifier>(app::NotifierParts{m_playback, m_queue, [this] { return m_wanted; }},
                                                     m_bus.connect(u"notifier_app"_s));
    }
    void cleanupTestCase()
    {
        m_notifier.reset();
        for (const QString &name : {u"notifier_desktop"_s, u"notifier_app"_s})
            QDBusConnection::disconnectFromBus(name);
    }
    void init()
    {
        m_desktop.shown.clear();
        m_wanted = true;
    }

    void eachSongIsSaidOnceInThePlaceOfTheOneBefore()
    {
        play({u"First"_s, u"Second"_s}, u"Ana"_s);
        QTRY_COMPARE(m_desktop.shown.size(), 1);
        QCOMPARE(m_desktop.shown[0].summary, u"First"_s);
        QCOMPARE(m_desktop.shown[0].body, u"Ana"_s);
        m_player->pause();
        m_player->resume();
        settle();
        QCOMPARE(m_desktop.shown.size(), 1);
        m_player->next();
        QTRY_COMPARE(m_desktop.shown.size(), 2);
        QCOMPARE(m_desktop.shown[1].summary, u"Second"_s);
        QCOMPARE(m_desktop.shown[1].replaces, 7U);
    }
    void aNameCarriesNoMarkup()
    {
        play({u"Third"_s}, u"<a href=\"x\">R&B</a>"_s);
        QTRY_COMPARE(m_desktop.shown.size(), 1);
        QCOMPARE(m_desktop.shown[0].body, u"&lt;a href=&quot;x&quot;&gt;R&amp;B&lt;/a&gt;"_s);
    }
    void whoLooksAtTheWindowIsNotDisturbed()
    {
        m_wanted = false;
        play({u"Fourth"_s}, u"Ana"_s);
        settle();
        m_wanted = true;
        m_player->pause();
        m_player->resume();
        settle();
        QCOMPARE(m_desktop.shown.size(), 0); // nor later, in the middle of it
    }

private:
    void play(const QStringList &titles, const QString &artist)
    {
        QList<player::QueueItem> items;
        for (const QString &title : titles) {
            player::QueueItem item;
            item.content = ContentId::create(SystemClock().now());
            item.title = title;
            item.artistName = artist;
            item.durationMs = 180'000;
            items.append(item);
        }
        m_player->play(player::PlayQueue(items));
        QCoreApplication::processEvents();
    }
    // Whatever was sent before has arrived.
    void settle()
    {
        QCoreApplication::processEvents();
        QDBusConnection bus = m_bus.connect(u"notifier_app"_s);
        auto call = bus.asyncCall(QDBusMessage::createMethodCall(u"org.freedesktop.Notifications"_s, u"/org/freedesktop/Notifications"_s,
                                                                 u"org.freedesktop.DBus.Peer"_s, u"Ping"_s));
        QVERIFY(QTest::qWaitFor([&] { return call.isFinished(); }, 30'000));
    }

    test::PrivateBus m_bus;
    Desktop m_desktop;
    app::PlayerWatch m_watch;
    FakeClock m_clock;
    std::unique_ptr<remote::Api> m_api = fixtures::createFixtureApi({});
    std::unique_ptr<fixtures::FixturePlayer> m_player =
        fixtures::createFixturePlayer([this](const player::PlayerState &state) { m_watch.publish(state); });
    app::PlaybackViewModel m_playback{*m_api, *m_player, m_watch};
    app::QueueViewModel m_queue{*m_player, m_watch, m_clock};
    std::unique_ptr<app::Notifier> m_notifier;
    bool m_wanted = true;
};

MELODY_TEST(NotifierTest)
#include "notifier_test.moc"
