// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Asked by a stranger's program, playerctl, over a session bus of the test's own.

#include "private_bus.h"

#include <desktop/mpris.h>
#include <fixtures/fixture_api.h>
#include <fixtures/fixture_player.h>
#include <support/test_main.h>

#include <QtCore/QDir>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QThread>

using namespace melody;
using namespace Qt::StringLiterals;

class MprisTest : public QObject {
    Q_OBJECT

    static QList<player::QueueItem> rows(int count)
    {
        QList<player::QueueItem> items;
        for (int i = 0; i < count; ++i) {
            player::QueueItem item;
            item.content = ContentId::create(SystemClock().now());
            item.title = u"Song %1"_s.arg(i + 1);
            item.artistName = u"Ana"_s;
            item.durationMs = 180'000;
            items.append(item);
        }
        return items;
    }

    // What playerctl prints.
    QString ask(const QStringList &arguments)
    {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, m_bus.address());
        program.setProcessEnvironment(environment);
        program.start(u"playerctl"_s, QStringList{u"--player=melody"_s} + arguments);
        // The bus is answered by this thread.
        const bool ended = QTest::qWaitFor([&] { return program.state() == QProcess::NotRunning; }, 30'000);
        if (!ended || program.exitCode() != 0)
            return u"failed: "_s + QString::fromUtf8(program.readAllStandardError());
        return QString::fromUtf8(program.readAllStandardOutput()).trimmed();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(!QStandardPaths::findExecutable(u"playerctl"_s).isEmpty(), "playerctl is needed (packaging/debian-packages.txt)");
        QDBusConnection bus = m_bus.connect(u"mpris_test"_s);
        QVERIFY(bus.isConnected());
        m_mpris = std::make_unique<app::Mpris>(app::MprisParts{m_playback, m_queue, [this] { ++m_raised; }, [this] { ++m_quit; },
                                                               [this](const QString &link) { m_opened.append(link); }},
                                               bus);
        QCOMPARE(m_mpris->name(), u"org.mpris.MediaPlayer2.melody"_s);
    }
    void cleanupTestCase()
    {
        m_mpris.reset();
        QDBusConnection::disconnectFromBus(u"mpris_test"_s);
    }
    void init()
    {
        m_player->play(player::PlayQueue(rows(4)));
        QCoreApplication::processEvents();
    }

    void whatPlaysIsTold()
    {
        QCOMPARE(ask({u"status"_s}), u"Playing"_s);
        QCOMPARE(ask({u"metadata"_s, u"--format"_s, u"{{artist}} - {{title}} - {{mpris:length}}"_s}), u"Ana - Song 1 - 180000000"_s);
    }
    void playPauseAndNextWork()
    {
        ask({u"pause"_s});
        QTRY_COMPARE(ask({u"status"_s}), u"Paused"_s);
        ask({u"play"_s});
        QTRY_COMPARE(ask({u"status"_s}), u"Playing"_s);
        ask({u"play-pause"_s});
        QTRY_COMPARE(ask({u"status"_s}), u"Paused"_s);
        ask({u"next"_s});
        QTRY_COMPARE(ask({u"metadata"_s, u"title"_s}), u"Song 2"_s);
        ask({u"previous"_s});
        QTRY_COMPARE(ask({u"metadata"_s, u"title"_s}), u"Song 1"_s);
    }
    void thePlaceIsToldAndCanBeChanged()
    {
        ask({u"pause"_s});
        ask({u"position"_s, u"90"_s});
        QTRY_VERIFY(std::abs(ask({u"position"_s}).toDouble() - 90) < 0.01);
        ask({u"position"_s, u"10+"_s});
        QTRY_VERIFY(std::abs(ask({u"position"_s}).toDouble() - 100) < 0.01);
    }
    void theModesAreToldAndCanBeChanged()
    {
        QCOMPARE(ask({u"loop"_s}), u"None"_s);
        ask({u"loop"_s, u"Track"_s});
        QTRY_COMPARE(ask({u"loop"_s}), u"Track"_s);
        ask({u"shuffle"_s, u"On"_s});
        QTRY_COMPARE(ask({u"shuffle"_s}), u"On"_s);
        ask({u"volume"_s, u"0.25"_s});
        QTRY_VERIFY(std::abs(ask({u"volume"_s}).toDouble() - 0.25) < 0.001);
    }
    void whoFollowsHearsOfEveryChange()
    {
        QProcess follower;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, m_bus.address());
        follower.setProcessEnvironment(environment);
        follower.start(u"playerctl"_s, {u"--player=melody"_s, u"--follow"_s, u"metadata"_s, u"title"_s});
        QByteArray heard;
        const auto hears = [&](const QByteArray &text) {
            return QTest::qWaitFor(
                [&] {
                    heard += follower.readAllStandardOutput();
                    return heard.contains(text);
                },
                30'000);
        };
        QVERIFY(hears("Song 1"));
        m_player->next();
        QVERIFY(hears("Song 2"));
        follower.terminate();
        QVERIFY(QTest::qWaitFor([&] { return follower.state() == QProcess::NotRunning; }, 30'000));
    }
    void aLinkIsOpenedByTheOneThatRuns()
    {
        m_opened.clear();
        m_raised = 0;
        std::atomic_bool opened = false;
        const std::unique_ptr<QThread> caller(QThread::create([&] {
            opened = app::openElsewhere(u"melody://album/1"_s, m_bus.connect(u"mpris_caller"_s));
            QDBusConnection::disconnectFromBus(u"mpris_caller"_s);
        }));
        caller->start();
        QVERIFY(QTest::qWaitFor([&] { return caller->isFinished(); }, 30'000));
        QVERIFY(opened);
        QCOMPARE(m_opened, QStringList{u"melody://album/1"_s});
        QCOMPARE(m_raised, 1);
        const test::PrivateBus empty;
        QVERIFY(!app::openElsewhere(u"melody://album/1"_s, empty.connect(u"mpris_empty"_s)));
        QDBusConnection::disconnectFromBus(u"mpris_empty"_s);
    }
    void aSecondMelodyHasANameOfItsOwn()
    {
        QDBusConnection bus = m_bus.connect(u"mpris_second"_s);
        {
            const app::Mpris second({m_playback, m_queue, {}, {}}, bus);
            QVERIFY(second.name().startsWith(u"org.mpris.MediaPlayer2.melody.instance"_s));
        }
        QDBusConnection::disconnectFromBus(u"mpris_second"_s);
    }

private:
    app::PlayerWatch m_watch;
    FakeClock m_clock;
    std::unique_ptr<remote::Api> m_api = fixtures::createFixtureApi({});
    std::unique_ptr<fixtures::FixturePlayer> m_player =
        fixtures::createFixturePlayer([this](const player::PlayerState &state) { m_watch.publish(state); });
    app::PlaybackViewModel m_playback{*m_api, *m_player, m_watch};
    app::QueueViewModel m_queue{*m_player, m_watch, m_clock};
    test::PrivateBus m_bus;
    std::unique_ptr<app::Mpris> m_mpris;
    int m_raised = 0;
    int m_quit = 0;
    QStringList m_opened;
};

MELODY_TEST(MprisTest)
#include "mpris_test.moc"
