// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The app itself, with its window, its store and a server, is killed at any moment and started again: it shows the track and the place
// where it was. It is driven and watched over the session bus, as a desktop does it.

#include <journey/stack.h>
#include <support/test_main.h>

#include <chunks/migrations.h>
#include <downloads/migrations.h>
#include <library/migrations.h>
#include <queue/saved_queue.h>
#include <shelf/migrations.h>
#include <shelf/stored_shelf.h>
#include <store/migrations.h>
#include <store/secrets.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusConnectionInterface>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusObjectPath>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

constexpr int trackCount = 4;
constexpr double trackSeconds = 30;
constexpr int patienceMs = 60'000;
constexpr qint64 placeEveryMs = 1'000;
constexpr qint64 slackMs = 1'500;    // a disk that is slow, a machine that is busy
constexpr qint64 nearEnoughMs = 400; // between two looks

struct Moment {
    qint64 atMs = 0;
    QString track;
    qint64 positionMs = 0;
    QString loop;
};

} // namespace

class AppKillJourneyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_clock.start();
        m_stack = std::make_unique<test::Stack>();
        const auto creator = m_stack->addPerson(u"creator"_s, u"creator"_s);
        const QTemporaryDir album;
        test::writeAlbum(album.path(), u"Tone Poets"_s, u"Never ending"_s, trackCount, trackSeconds);
        QString said;
        QVERIFY2(m_stack->import(album.path(), creator, &said) == 0, qPrintable(said));
        m_daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
        QVERIFY(m_daemon.waitForReadyRead(30'000));
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
        m_bus = QDBusConnection::connectToBus(m_address, u"app_kill"_s);
        QVERIFY(m_bus.isConnected());
    }
    void cleanupTestCase()
    {
        QDBusConnection::disconnectFromBus(u"app_kill"_s);
        m_daemon.terminate();
        m_daemon.waitForFinished();
        m_stack.reset();
    }

    void aKilledAppStandsWhereItStood()
    {
        bool given = false;
        const int wanted = qEnvironmentVariableIntValue("MELODY_TEST_KILLS", &given);
        const int kills = given ? wanted : 15;
        const quint32 seed = qEnvironmentVariableIntValue("MELODY_TEST_SEED") != 0
                                 ? quint32(qEnvironmentVariableIntValue("MELODY_TEST_SEED"))
                                 : QRandomGenerator::global()->generate();
        qInfo("MELODY_TEST_SEED=%u, %d kills", seed, kills);
        QRandomGenerator random(seed);
        const auto ana = m_stack->addPerson(u"ana"_s);
        QVERIFY(signIn(ana));
        QVERIFY(putQueue());
        std::vector<Moment> life;
        for (int round = 0; round < kills; ++round) {
            QProcess app;
            QVERIFY(launch(app));
            Moment back;
            const bool stands = waitFor([&] {
                back = look();
                return back.track.contains(u"/track/"_s);
            });
            QVERIFY2(stands, qPrintable(u"round %1: nothing is there: %2"_s.arg(round).arg(QString::fromUtf8(app.readAll()))));
            const QString wrong = differenceOf(life, back);
            QVERIFY2(wrong.isEmpty(), qPrintable(u"round %1: %2"_s.arg(round).arg(wrong)));
            life = {back};
            live(random, life);
            app.kill();
            QVERIFY(app.waitForFinished(patienceMs));
            life.back().atMs = std::max(life.back().atMs, m_clock.elapsed() - placeEveryMs);
            QVERIFY(waitFor([&] { return !isThere(); }));
        }
    }

private:
    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, m_address);
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"QT_QUICK_BACKEND"_s, u"software"_s);
        return environment;
    }
    QStringList arguments() const
    {
        return {u"--output"_s,  u"null"_s,         u"--server"_s,   m_stack->baseUrl().toString(),
                u"--ca-file"_s, m_stack->caFile(), u"--data-dir"_s, m_home.path()};
    }
    bool launch(QProcess &app) const
    {
        app.setProcessEnvironment(environment());
        app.setProcessChannelMode(QProcess::MergedChannels);
        app.start(QStringLiteral(MELODY_BIN_DIR "/melody"), arguments());
        return app.waitForStarted(patienceMs);
    }
    bool signIn(const test::Person &person) const
    {
        QProcess app;
        app.setProcessEnvironment(environment());
        app.setProcessChannelMode(QProcess::MergedChannels);
        app.start(QStringLiteral(MELODY_BIN_DIR "/melody"),
                  arguments() + QStringList{u"--headless"_s, u"--seconds"_s, u"1"_s, u"--email"_s, person.email, u"--password-file"_s,
                                            person.passwordFile});
        const bool ended = app.waitForFinished(patienceMs);
        if (!ended || app.exitCode() != 0)
            qWarning("%s", app.readAll().constData());
        return ended;
    }
    // As if it had been played from the screen.
    bool putQueue() const
    {
        auto secrets = remote::createFileSecretStore(m_home.filePath(u"secrets"_s));
        auto steps = store::migrations();
        for (const auto &more : {chunks::migrations(), downloads::migrations(), library::migrations(), shelf::migrations()})
            steps.insert(steps.end(), more.begin(), more.end());
        const auto key = store::storeKey(*secrets, false);
        if (!key)
            return false;
        const auto store = store::openStore({m_home.filePath(u"offline.db"_s), *key, steps});
        if (!store)
            return false;
        QList<player::QueueItem> rows;
        const QString ids = m_stack->ask(u"SELECT string_agg(content_id::text, ',') FROM catalog.content WHERE kind = 'track'"_s);
        for (const QString &id : ids.split(u',')) {
            player::QueueItem row;
            row.content = *ContentId::parse(id);
            row.title = u"Movement %1"_s.arg(rows.size() + 1);
            row.durationMs = qint64(trackSeconds * 1000);
            rows.append(row);
        }
        const SystemClock clock;
        const player::PlayQueue queue(rows);
        shelf::createStoredShelf(**store, clock)->keep(u"queue"_s, player::saveQueue(queue));
        return rows.size() == trackCount;
    }

    void live(QRandomGenerator &random, std::vector<Moment> &life)
    {
        const qint64 endMs = m_clock.elapsed() + random.bounded(4'000);
        call(u"Play"_s);
        while (m_clock.elapsed() < endMs) {
            switch (random.bounded(12)) {
            case 0:
                call(u"Next"_s);
                break;
            case 1:
                call(u"Previous"_s);
                break;
            case 2:
                call(u"Seek"_s, {QVariant::fromValue<qlonglong>(random.bounded(-5'000, 10'000) * 1'000LL)});
                break;
            case 3:
                setLoop(random.bounded(2) == 0 ? u"Playlist"_s : u"None"_s);
                break;
            default:
                break;
            }
            QTest::qWait(50);
            const Moment now = look();
            if (!now.track.isEmpty())
                life.push_back(now);
        }
    }
    // What came back was so at one moment of the last second or so.
    static QString differenceOf(const std::vector<Moment> &life, const Moment &back)
    {
        if (life.empty())
            return {};
        const qint64 deathMs = life.back().atMs;
        bool loopKnown = false;
        qint64 nearest = std::numeric_limits<qint64>::max();
        for (size_t i = 0; i < life.size(); ++i) {
            const Moment &moment = life[i];
            // The last one before that time counts, too: it was still so when the time began.
            if (i + 1 < life.size() && life[i + 1].atMs < deathMs - placeEveryMs - slackMs)
                continue;
            loopKnown = loopKnown || moment.loop == back.loop;
            if (moment.track == back.track)
                nearest = std::min(nearest, std::abs(moment.positionMs - back.positionMs));
        }
        if (nearest > nearEnoughMs)
            return u"%1 at %2 ms; was last %3 at %4 ms"_s.arg(back.track)
                .arg(back.positionMs)
                .arg(life.back().track)
                .arg(life.back().positionMs);
        return loopKnown ? QString() : u"repeats "_s + back.loop;
    }

    QDBusMessage message(const QString &interface, const QString &method, const QVariantList &arguments) const
    {
        QDBusMessage message =
            QDBusMessage::createMethodCall(u"org.mpris.MediaPlayer2.melody"_s, u"/org/mpris/MediaPlayer2"_s, interface, method);
        message.setArguments(arguments);
        return message;
    }
    void call(const QString &method, const QVariantList &arguments = {}) const
    {
        (void)m_bus.call(message(u"org.mpris.MediaPlayer2.Player"_s, method, arguments), QDBus::Block, patienceMs);
    }
    void setLoop(const QString &loop) const
    {
        (void)m_bus.call(message(u"org.freedesktop.DBus.Properties"_s, u"Set"_s,
                                 {u"org.mpris.MediaPlayer2.Player"_s, u"LoopStatus"_s, QVariant::fromValue(QDBusVariant(loop))}),
                         QDBus::Block, patienceMs);
    }
    // Without a track where nobody answers.
    Moment look() const
    {
        const QDBusMessage answer = m_bus.call(
            message(u"org.freedesktop.DBus.Properties"_s, u"GetAll"_s, {u"org.mpris.MediaPlayer2.Player"_s}), QDBus::Block, patienceMs);
        Moment moment;
        moment.atMs = m_clock.elapsed();
        if (answer.type() != QDBusMessage::ReplyMessage)
            return moment;
        const QVariantMap all = qdbus_cast<QVariantMap>(answer.arguments().value(0));
        const QVariantMap metadata = qdbus_cast<QVariantMap>(all[u"Metadata"_s]);
        moment.track = metadata[u"mpris:trackid"_s].value<QDBusObjectPath>().path();
        moment.positionMs = all[u"Position"_s].toLongLong() / 1'000;
        moment.loop = all[u"LoopStatus"_s].toString();
        return moment;
    }
    bool isThere() const { return m_bus.interface()->isServiceRegistered(u"org.mpris.MediaPlayer2.melody"_s).value(); }
    static bool waitFor(const std::function<bool()> &there) { return QTest::qWaitFor(there, patienceMs); }

    QElapsedTimer m_clock;
    QTemporaryDir m_home;
    QProcess m_daemon;
    QString m_address;
    QDBusConnection m_bus{u"app_kill"_s};
    std::unique_ptr<test::Stack> m_stack;
};

MELODY_TEST(AppKillJourneyTest)
#include "app_kill_journey_test.moc"
