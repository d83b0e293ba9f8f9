// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "outbox_store.h"

#include <support/test_main.h>

#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtCore/QtEndian>

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
constexpr store::Query rowCount{"test.row_count", "SELECT count(*) AS n FROM unsent_tick"};

// As earlier versions wrote it: "MELODYO1", then length, CRC-32 and payload of each record.
QByteArray formerRecord(const PlaybackId &session, const wire::Tick &tick)
{
    const QByteArray payload =
        'T' + session.uuid().toRfc4122() + QJsonDocument(wire::toJson(wire::TickBatch{{tick}})).toJson(QJsonDocument::Compact);
    quint32 sum = ~0U;
    for (const char byte : payload) {
        sum ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xedb88320U : sum >> 1;
    }
    QByteArray head(8, Qt::Uninitialized);
    qToLittleEndian(quint32(payload.size()), head.data());
    qToLittleEndian(~sum, head.data() + 4);
    return head + payload;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("%s can't be written", qPrintable(path));
}

} // namespace

class OutboxTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_file;
    QString m_former;
    std::unique_ptr<store::Store> m_store;

    Result<std::unique_ptr<Outbox>> opened(Server &server, store::Store &store, const UserId &user, TickObserver observer = {})
    {
        OutboxOptions options{.store = store, .user = user, .formerJournal = m_former};
        options.patience = std::chrono::milliseconds(20);
        options.retryEvery = std::chrono::milliseconds(5);
        options.firstBackoff = std::chrono::milliseconds(5);
        options.maxBackoff = std::chrono::milliseconds(20);
        return createOutbox(options, server.sender(), std::move(observer));
    }
    std::unique_ptr<Outbox> open(Server &server, TickObserver observer = {})
    {
        auto made = opened(server, *m_store, test::ticker, std::move(observer));
        return made ? std::move(*made) : nullptr;
    }
    int rows()
    {
        return m_store
            ->read([](store::Transaction &transaction) -> Result<int> { return transaction.exec(rowCount).first()->get<int>("n"); })
            .value_or(-1);
    }

private Q_SLOTS:
    void init()
    {
        m_store.reset();
        m_file = m_folder.filePath(newSession().toString());
        m_former.clear();
        m_store = test::openOutboxStore(m_file);
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

    void whatSomebodyElseHeardIsNotSent()
    {
        Server down;
        down.setDown(true);
        const PlaybackId session = newSession();
        open(down)->report(session, tick(3));
        Server server;
        const auto other = opened(server, *m_store, UserId(QUuid::createUuid()));
        QVERIFY(other && (*other)->drain(patience));
        QCOMPARE(server.calls(), 0);
        QVERIFY(open(server)->drain(patience));
        QCOMPARE(server.stored(session), 3U);
    }

    void twoProgramsMayKeepTheSameOutbox()
    {
        Server server;
        const auto beside = test::openOutboxStore(m_file);
        const PlaybackId mine = newSession();
        const PlaybackId theirs = newSession();
        {
            const auto first = open(server);
            const auto second = opened(server, *beside, test::ticker);
            QVERIFY(first && second);
            for (quint32 i = 1; i <= 50; ++i) {
                first->report(mine, tick(i));
                (*second)->report(theirs, tick(i));
            }
            QVERIFY(first->drain(patience) && (*second)->drain(patience));
        }
        QCOMPARE(server.stored(mine), 50U);
        QCOMPARE(server.stored(theirs), 50U);
        QCOMPARE(rows(), 0);
    }

    void theStoreKeepsTheNewestOfEachSessionAlone()
    {
        Server server;
        server.setSilent();
        const PlaybackId session = newSession();
        {
            const auto outbox = open(server);
            for (quint32 i = 1; i <= 500; ++i)
                outbox->report(session, tick(i));
            outbox->report(session, tick(3)); // late
            QCOMPARE(rows(), 1);
        }
        Server other;
        {
            const auto outbox = open(other);
            QVERIFY(outbox->drain(patience));
        }
        QCOMPARE(other.stored(session), 500U);
        QCOMPARE(rows(), 0);
    }

    // The player goes on, and nothing is lost.
    void whileSomebodyElseWritesTicksWaitInMemory()
    {
        static std::atomic<bool> refused;
        refused = false;
        Server silent;
        silent.setSilent();
        const auto beside = test::openOutboxStore(m_file);
        const PlaybackId session = newSession();
        auto outbox = open(silent);
        const auto before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &text) { refused = refused || text.contains(u"store_busy"); });
        const auto held = beside->run([&](store::Transaction &) -> Result<void> {
            outbox->report(session, tick(8));
            return {};
        });
        qInstallMessageHandler(before);
        QVERIFY(held && refused);
        QCOMPARE(outbox->pending(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 1, 60'000);
        outbox.reset();
        Server server;
        QVERIFY(open(server)->drain(patience));
        QCOMPARE(server.stored(session), 8U);
    }

    void theFormerJournalIsTakenOverOnce()
    {
        const QString folder = m_file + QStringLiteral(".users");
        QVERIFY(QDir().mkpath(folder));
        m_former = folder + QStringLiteral("/ticks.journal");
        const PlaybackId session = newSession();
        write(m_former, "MELODYO1" + formerRecord(session, tick(4)) + formerRecord(session, tick(6)));
        write(m_former + QStringLiteral(".lock"), {});
        Server down;
        down.setDown(true);
        QCOMPARE(open(down)->pending(), 1);
        QVERIFY(!QFile::exists(folder));
        Server server;
        QVERIFY(open(server)->drain(patience));
        QCOMPARE(server.stored(session), 6U);
    }

    // Wherever the former file was torn, all records before the tear are there.
    void aTornJournalCostsOnlyWhatWasTorn()
    {
        QList<PlaybackId> sessions;
        QList<qint64> ends;
        QByteArray whole = "MELODYO1";
        for (int i = 0; i < 4; ++i) {
            sessions.append(newSession());
            whole += formerRecord(sessions.last(), tick(quint32(i) + 1));
            ends.append(whole.size());
        }
        m_former = m_file + QStringLiteral(".journal");
        for (qint64 size = 0; size <= whole.size(); size += 7) {
            write(m_former, whole.first(size));
            Server server;
            QVERIFY(open(server)->drain(patience));
            for (int i = 0; i < 4; ++i)
                QCOMPARE(server.stored(sessions[i]), size >= ends[i] ? quint32(i) + 1 : 0U);
        }
    }

    void aFlippedBitNeverMakesATick()
    {
        QList<PlaybackId> sessions;
        QByteArray whole = "MELODYO1";
        for (int i = 0; i < 3; ++i) {
            sessions.append(newSession());
            whole += formerRecord(sessions.last(), tick(5));
        }
        m_former = m_file + QStringLiteral(".journal");
        QRandomGenerator random(1);
        for (int round = 0; round < 60; ++round) {
            QByteArray damaged = whole;
            const int at = int(random.bounded(int(whole.size())));
            damaged[at] = char(damaged[at] ^ (1 << random.bounded(8)));
            write(m_former, damaged);
            Server server;
            QVERIFY(open(server)->drain(patience));
            int found = 0;
            for (const PlaybackId &session : sessions) {
                QVERIFY(server.stored(session) == 0 || server.stored(session) == 5);
                found += server.stored(session) == 5 ? 1 : 0;
            }
            QVERIFY(found < 3);
            QCOMPARE(server.calls(), found);
        }
    }

    // The victim says of each tick that it was kept; then it is killed where it stands.
    void aKilledProgramLosesNoTickThatItKept()
    {
        QRandomGenerator random(2);
        for (int round = 0; round < 20; ++round) {
            init();
            QProcess victim;
            victim.start(QStringLiteral(MELODY_BIN_DIR "/outbox_victim"), {m_file});
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
