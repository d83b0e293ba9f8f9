// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <outbox/outbox.h>
#include <support/test_main.h>

#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>

#include <future>

using namespace melody;
using namespace melody::outbox;

namespace {

// A server that does what it is told and remembers what it stored, as the real one does: the maximum.
class Server {
public:
    [[nodiscard]] TickSender sender()
    {
        return [this](const PlaybackId &session, const wire::TickBatch &batch, const TickDone &done) {
            Result<wire::TickAnswer> answer;
            {
                const std::lock_guard lock(m_mutex);
                ++m_calls;
                if (m_silent)
                    return;
                if (const auto error = m_errors.find(session); error != m_errors.end()) {
                    answer = tl::unexpected(error->second);
                } else if (m_down) {
                    answer = fail(ErrorKind::Unavailable, QStringLiteral("offline"), {});
                } else {
                    wire::Tick &stored = m_stored[session];
                    for (const wire::Tick &tick : batch.ticks) {
                        if (tick.sequence > stored.sequence)
                            stored = tick;
                    }
                    answer = wire::TickAnswer{stored.sequence, stored.renderedMs >= 30'000};
                }
            }
            done(answer);
        };
    }
    void setDown(bool down)
    {
        const std::lock_guard lock(m_mutex);
        m_down = down;
    }
    void setSilent()
    {
        const std::lock_guard lock(m_mutex);
        m_silent = true;
    }
    void refuse(const PlaybackId &session, ErrorKind kind)
    {
        const std::lock_guard lock(m_mutex);
        m_errors[session] = Error{kind, QStringLiteral("no"), {}};
    }
    [[nodiscard]] quint32 stored(const PlaybackId &session) const
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_stored.find(session);
        return found == m_stored.end() ? 0 : found->second.sequence;
    }
    [[nodiscard]] int calls() const
    {
        const std::lock_guard lock(m_mutex);
        return m_calls;
    }

private:
    mutable std::mutex m_mutex;
    bool m_down = false;
    bool m_silent = false;
    int m_calls = 0;
    std::map<PlaybackId, Error> m_errors;
    std::map<PlaybackId, wire::Tick> m_stored;
};

wire::Tick tick(quint32 sequence)
{
    wire::Tick tick;
    tick.sequence = sequence;
    tick.renderedMs = qint64(sequence) * 5'000;
    tick.at = SystemClock().now();
    return tick;
}

PlaybackId newSession()
{
    return PlaybackId::create(SystemClock().now());
}

constexpr std::chrono::seconds patience{60};

} // namespace

class OutboxTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    OutboxOptions m_options;

    std::unique_ptr<Outbox> open(Server &server, TickObserver observer = {})
    {
        auto opened = createOutbox(m_options, server.sender(), std::move(observer));
        return opened ? std::move(*opened) : nullptr;
    }

private Q_SLOTS:
    void init()
    {
        m_options.file = m_folder.filePath(newSession().toString());
        m_options.firstBackoff = std::chrono::milliseconds(5);
        m_options.maxBackoff = std::chrono::milliseconds(20);
    }

    void ticksAreDeliveredAndTheCountIsTold()
    {
        Server server;
        std::promise<bool> counted;
        const PlaybackId session = newSession();
        const auto outbox = open(server, [&](const PlaybackId &which, const wire::TickAnswer &answer) {
            if (which == session && answer.acknowledged == 7)
                counted.set_value(answer.counted);
        });
        outbox->report(session, tick(7));
        QVERIFY(outbox->drain(patience));
        QCOMPARE(server.stored(session), 7U);
        QVERIFY(counted.get_future().get());
    }

    void whatIsReportedOfflineIsDeliveredLater()
    {
        Server server;
        server.setDown(true);
        const PlaybackId session = newSession();
        const auto outbox = open(server);
        for (quint32 i = 1; i <= 50; ++i)
            outbox->report(session, tick(i));
        QTRY_VERIFY_WITH_TIMEOUT(server.calls() >= 3, 60'000);
        QCOMPARE(outbox->pending(), 1);
        server.setDown(false);
        QVERIFY(outbox->drain(patience));
        QCOMPARE(server.stored(session), 50U);
        QVERIFY(server.calls() < 50); // cumulative ticks are coalesced
    }

    void anOldTickThatComesLateChangesNothing()
    {
        Server server;
        server.setDown(true);
        const PlaybackId session = newSession();
        const auto outbox = open(server);
        outbox->report(session, tick(9));
        outbox->report(session, tick(3));
        server.setDown(false);
        QVERIFY(outbox->drain(patience));
        QCOMPARE(server.stored(session), 9U);
    }

    void theNextRunDeliversWhatThisOneCouldNot()
    {
        Server server;
        server.setDown(true);
        const PlaybackId first = newSession();
        const PlaybackId second = newSession();
        {
            const auto outbox = open(server);
            outbox->report(first, tick(4));
            outbox->report(second, tick(2));
        }
        server.setDown(false);
        const auto outbox = open(server);
        QVERIFY(outbox->drain(patience));
        QCOMPARE(server.stored(first), 4U);
        QCOMPARE(server.stored(second), 2U);
        // And the run after that has nothing left to do.
        Server other;
        const_cast<std::unique_ptr<Outbox> &>(outbox).reset();
        QCOMPARE(open(other)->pending(), 0);
    }

    void aSessionThatIsRefusedForGoodDoesNotHoldUpTheOthers()
    {
        Server server;
        const PlaybackId refused = newSession();
        const PlaybackId good = newSession();
        server.refuse(refused, ErrorKind::NotFound);
        const auto outbox = open(server);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("refuses the ticks")));
        outbox->report(refused, tick(1));
        outbox->report(good, tick(1));
        QVERIFY(outbox->drain(patience));
        QCOMPARE(server.stored(good), 1U);
    }

    void aSessionThatFailsForNowIsKept()
    {
        Server server;
        const PlaybackId failing = newSession();
        const PlaybackId good = newSession();
        server.refuse(failing, ErrorKind::Unauthenticated);
        const auto outbox = open(server);
        outbox->report(failing, tick(1));
        outbox->report(good, tick(1));
        QTRY_COMPARE_WITH_TIMEOUT(server.stored(good), 1U, 60'000);
        QCOMPARE(outbox->pending(), 1);
    }

    void twoProgramsCantKeepTheSameOutbox()
    {
        Server server;
        const auto outbox = open(server);
        const auto second = createOutbox(m_options, server.sender());
        QCOMPARE(second.error().code, QStringLiteral("outbox_locked"));
    }

    void theJournalStaysSmall()
    {
        Server server;
        server.setSilent();
        m_options.compactAboveBytes = 10'000;
        const PlaybackId session = newSession();
        {
            const auto outbox = open(server);
            for (quint32 i = 1; i <= 5'000; ++i) {
                outbox->report(session, tick(i));
                if (i % 100 == 0)
                    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(m_options.file).size() < 10'000, 60'000);
            }
        }
        Server other;
        const auto outbox = open(other);
        QVERIFY(outbox->drain(patience));
        QCOMPARE(other.stored(session), 5'000U);
    }

    // Wherever the file was torn, all records before the tear are there, and the outbox works on.
    void aTornTailCostsOnlyWhatWasTorn()
    {
        Server silent;
        silent.setSilent();
        QList<PlaybackId> sessions;
        QList<qint64> ends;
        {
            const auto outbox = open(silent);
            for (int i = 0; i < 4; ++i) {
                sessions.append(newSession());
                outbox->report(sessions.last(), tick(quint32(i) + 1));
                ends.append(QFileInfo(m_options.file).size());
            }
        }
        QFile file(m_options.file);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray whole = file.readAll();
        file.close();
        for (qint64 size = 0; size <= whole.size(); size += 7) {
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(whole.first(size));
            file.close();
            Server server;
            const auto outbox = open(server);
            QVERIFY(outbox);
            const PlaybackId later = newSession();
            outbox->report(later, tick(1));
            QVERIFY(outbox->drain(patience));
            QCOMPARE(server.stored(later), 1U);
            for (int i = 0; i < 4; ++i)
                QCOMPARE(server.stored(sessions[i]), size >= ends[i] ? quint32(i) + 1 : 0U);
        }
    }

    void aFlippedBitNeverMakesATick()
    {
        Server silent;
        silent.setSilent();
        QList<PlaybackId> sessions;
        {
            const auto outbox = open(silent);
            for (int i = 0; i < 3; ++i) {
                sessions.append(newSession());
                outbox->report(sessions.last(), tick(5));
            }
        }
        QFile file(m_options.file);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray whole = file.readAll();
        file.close();
        QRandomGenerator random(1);
        for (int round = 0; round < 60; ++round) {
            QByteArray damaged = whole;
            const int at = int(random.bounded(int(whole.size())));
            damaged[at] = char(damaged[at] ^ (1 << random.bounded(8)));
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(damaged);
            file.close();
            Server server;
            auto outbox = open(server);
            QVERIFY(outbox && outbox->drain(patience));
            outbox.reset();
            int found = 0;
            for (const PlaybackId &session : sessions) {
                QVERIFY(server.stored(session) == 0 || server.stored(session) == 5);
                found += server.stored(session) == 5 ? 1 : 0;
            }
            QVERIFY(found < 3);
            QVERIFY(server.calls() == found);
        }
    }

    // The victim says of each tick that it was kept; then it is killed where it stands.
    void aKilledProgramLosesNoTickThatItKept()
    {
        QRandomGenerator random(2);
        for (int round = 0; round < 20; ++round) {
            init();
            QProcess victim;
            victim.start(QStringLiteral(MELODY_BIN_DIR "/outbox_victim"), {m_options.file});
            QVERIFY(victim.waitForReadyRead(60'000));
            QThread::usleep(1'000 + random.bounded(60'000));
            victim.kill(); // SIGKILL
            QVERIFY(victim.waitForFinished(60'000));
            QCOMPARE(victim.exitStatus(), QProcess::CrashExit);
            QHash<PlaybackId, quint32> kept;
            QByteArray said = victim.readAllStandardOutput();
            said.truncate(said.lastIndexOf('\n') + 1);
            for (const QByteArray &line : said.split('\n')) {
                const QList<QByteArray> words = line.split(' ');
                if (words.size() == 2)
                    kept[*PlaybackId::parse(QString::fromLatin1(words[0]))] = words[1].toUInt();
            }
            QVERIFY(!kept.isEmpty());
            Server server;
            const auto outbox = open(server);
            QVERIFY(outbox && outbox->drain(patience));
            for (auto it = kept.cbegin(); it != kept.cend(); ++it)
                QVERIFY2(server.stored(it.key()) >= it.value(), qPrintable(QString::number(it.value())));
        }
    }

    void manyThreadsMayReportAtOnce()
    {
        Server server;
        QList<PlaybackId> sessions;
        for (int i = 0; i < 4; ++i)
            sessions.append(newSession());
        const auto outbox = open(server);
        std::vector<std::thread> threads;
        for (const PlaybackId &session : sessions) {
            threads.emplace_back([&outbox, session] {
                for (quint32 i = 1; i <= 500; ++i)
                    outbox->report(session, tick(i));
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY(outbox->drain(patience));
        for (const PlaybackId &session : sessions)
            QCOMPARE(server.stored(session), 500U);
    }
};

MELODY_TEST(OutboxTest)
#include "outbox_test.moc"
