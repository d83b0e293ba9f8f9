// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "test_schema.h"

#include <support/test_main.h>

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>

#include <barrier>
#include <csignal>
#include <malloc.h>
#include <thread>

using namespace melody;
using namespace Qt::StringLiterals;

class StoreTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatIsWrittenIsThereAtTheNextStart()
    {
        QVERIFY(add(*open(), u"première"_s, QByteArray("\0\1\2", 3)));
        const auto again = open();
        const auto read = again->read([](store::Transaction &transaction) -> Result<void> {
            const auto row = transaction.exec(test::notes).first();
            if (!row || row->get<QString>("words") != u"première" || row->get<QByteArray>("blob") != QByteArray("\0\1\2", 3))
                return fail(ErrorKind::Internal, u"other"_s, {});
            return {};
        });
        QVERIFY(read);
    }
    void anErrorTakesBackWhatTheTransactionDid()
    {
        const auto store = open();
        const auto refused = store->run([](store::Transaction &transaction) -> Result<void> {
            transaction.exec(test::insertNote, {u"half"_s, std::nullopt});
            return fail(ErrorKind::Conflict, u"changed_my_mind"_s, {});
        });
        QCOMPARE(refused.error().code, u"changed_my_mind"_s);
        const auto broken = store->run([](store::Transaction &transaction) -> Result<void> {
            transaction.exec(test::insertNote, {u"half"_s, std::nullopt});
            transaction.exec(test::insertNote, {std::nullopt, std::nullopt}); // words may not be null
            return {};
        });
        QCOMPARE(broken.error().code, u"store_error"_s);
        QCOMPARE(count(*store), 0);
    }
    void withoutItsKeyTheStoreIsRefusedAndIsNoise()
    {
        const QByteArray needle = "needle in the hay";
        {
            const auto store = open();
            for (int i = 0; i < 200; ++i)
                QVERIFY(add(*store, QString::fromLatin1(needle), needle.repeated(100)));
            QVERIFY(scan("SQLite format 3") == 0);
            QVERIFY(scan(needle) == 0); // with its log, while it is open
        }
        QCOMPARE(scan(needle), 0);
        QCOMPARE(scan("CREATE TABLE"), 0);
        QVERIFY(scan({}) > 0); // there was something to look at
        const auto other = store::openStore({file(), test::keyOf('x'), {test::noteTable}});
        QCOMPARE(other.error().code, u"wrong_key"_s);
        QCOMPARE(store::openStore({file(), {}, {}}).error().code, u"wrong_key"_s);
        QCOMPARE(count(*open()), 200);
    }
    void aStoreThatCantBeReadIsSetAsideAndANewOneBegun()
    {
        QVERIFY(add(*open(), u"old"_s, {}));
        std::optional<Error> replaced;
        {
            const auto fresh = store::openOrReplaceStore({file(), test::keyOf('x'), {test::noteTable}}, &replaced);
            QVERIFY(fresh);
            QCOMPARE(replaced->code, u"wrong_key"_s);
            QCOMPARE(count(**fresh), 0);
        }
        QVERIFY(QFile::exists(file() + u".unreadable"_s));
        replaced.reset();
        QVERIFY(store::openOrReplaceStore({file(), test::keyOf('x'), {test::noteTable}}, &replaced));
        QVERIFY(!replaced);
    }
    void aStepIsTakenOnceAndMayNotChange()
    {
        QVERIFY(add(*open(), u"kept"_s, {}));
        const store::Migration more{"test", "20261102T000000_more", "ALTER TABLE note ADD COLUMN more INTEGER;"};
        const auto grown = store::openStore({file(), test::keyOf('k'), {more, test::noteTable}});
        QVERIFY(grown);
        QCOMPARE(count(**grown), 1);
        auto changed = test::noteTable;
        changed.sql = "CREATE TABLE note (id INTEGER PRIMARY KEY) STRICT;";
        QCOMPARE(store::openStore({file(), test::keyOf('k'), {changed}}).error().code, u"migration_changed"_s);
    }
    void aStepThatFailsLeavesNothingBehind()
    {
        const store::Migration bad{"test", "20261102T000000_bad", "CREATE TABLE other (id INTEGER); CREATE TABLE note (id INTEGER);"};
        QVERIFY(!store::openStore({file(), test::keyOf('k'), {test::noteTable, bad}}));
        QCOMPARE(count(*open()), 0); // the first step was not half taken
    }
    void whoCantWaitForAnotherWriterSaysSo()
    {
        const auto store = open();
        const auto other = open();
        const auto write = [](store::Transaction &transaction) -> Result<void> {
            transaction.exec(test::insertNote, {u"quick"_s, QByteArray()});
            return {};
        };
        QVERIFY(other->run([&](store::Transaction &) -> Result<void> {
            const auto refused = store->run(write, store::Durability::Process, std::chrono::milliseconds(5));
            return !refused && refused.error().code == u"store_busy" ? Result<void>() : fail(ErrorKind::Internal, u"written"_s, {});
        }));
        QVERIFY(store->run(write, store::Durability::Process, std::chrono::milliseconds(5)));
        QVERIFY(store->sync());
        QVERIFY(add(*store, u"patient"_s, {}));
        QCOMPARE(count(*store), 2);
    }
    void manyThreadsReadAndWrite()
    {
        const auto store = open();
        std::vector<std::thread> threads;
        std::atomic<int> failures = 0;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int j = 0; j < 50; ++j) {
                    if (!add(*store, QString::number(j), {}) || count(*store) < 1)
                        ++failures;
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(failures.load(), 0);
        QCOMPARE(count(*store), 200);
    }
    // Each connection holds up to two megabytes of pages: only the one that is used all the time may keep them.
    void manyReadersAtOnceLeaveLittleBehind()
    {
        constexpr int readers = 6;
        const auto store = open();
        for (int i = 0; i < 40; ++i)
            QVERIFY(add(*store, {}, QByteArray(100'000, 'x')));
        QCOMPARE(count(*store), 40);
        const size_t before = ::mallinfo2().uordblks + ::mallinfo2().hblkhd;
        std::barrier all(readers);
        std::vector<std::thread> threads;
        threads.reserve(readers);
        for (int i = 0; i < readers; ++i) {
            threads.emplace_back([&] {
                (void)store->read([&](store::Transaction &transaction) -> Result<void> {
                    (void)transaction.exec(test::notes);
                    all.arrive_and_wait(); // so that each has a connection of its own
                    return {};
                });
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        const size_t after = ::mallinfo2().uordblks + ::mallinfo2().hblkhd;
        QVERIFY2(after < before + 5'000'000, qPrintable(QString::number(qint64(after) - qint64(before))));
    }
    void whatIsDeletedGoesBackToTheDisk()
    {
        const auto store = open();
        for (int i = 0; i < 100; ++i)
            QVERIFY(add(*store, {}, QByteArray(100'000, 'x')));
        QVERIFY(store->run([](store::Transaction &transaction) -> Result<void> {
            transaction.exec(test::deleteNotes);
            return {};
        }));
        while (store->shrink(1 << 20).value_or(0) > 0) {
        }
        QVERIFY2(QFileInfo(file()).size() < 500'000, qPrintable(QString::number(QFileInfo(file()).size())));
    }
    // Of what was said to be kept everything is there, and of no transaction the half.
    void killedAtAnyMomentItOpensAndHasLostNothing()
    {
        const quint32 seed = QRandomGenerator::system()->generate();
        QRandomGenerator random(seed);
        qint64 kept = -1;
        for (int round = 0; round < 25; ++round) {
            QProcess victim;
            victim.start(QStringLiteral(MELODY_BIN_DIR "/store_victim"), {file()});
            QVERIFY(victim.waitForStarted());
            QThread::msleep(20 + random.bounded(60));
            ::kill(pid_t(victim.processId()), SIGKILL);
            QVERIFY(victim.waitForFinished());
            QCOMPARE(victim.exitStatus(), QProcess::CrashExit);
            const QList<QByteArray> said = victim.readAllStandardOutput().split('\n');
            if (said.size() > 1)
                kept = std::max(kept, said[said.size() - 2].toLongLong());
            const auto store = open();
            const qint64 there = count(*store);
            QVERIFY2(there % 2 == 0 && there >= 2 * (kept + 1), qPrintable(u"seed %1: %2 rows, %3 kept"_s.arg(seed).arg(there).arg(kept)));
        }
        QVERIFY(kept > 0);
    }

private:
    QString file() const { return m_folder->filePath(u"offline.db"_s); }
    std::unique_ptr<store::Store> open() const
    {
        auto opened = store::openStore({file(), test::keyOf('k'), {test::noteTable}});
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        return std::move(*opened);
    }
    static Result<void> add(store::Store &store, const QString &words, const QByteArray &blob)
    {
        return store.run([&](store::Transaction &transaction) -> Result<void> {
            transaction.exec(test::insertNote, {words, blob});
            return {};
        });
    }
    static int count(store::Store &store)
    {
        return store
            .read([](store::Transaction &transaction) -> Result<int> { return transaction.exec(test::noteCount).first()->get<int>("n"); })
            .value_or(-1);
    }
    // How many files of the folder hold these bytes.
    int scan(const QByteArray &bytes) const
    {
        int found = 0;
        for (const QFileInfo &info : QDir(m_folder->path()).entryInfoList(QDir::Files)) {
            QFile opened(info.filePath());
            found += opened.open(QIODevice::ReadOnly) && opened.readAll().contains(bytes) ? 1 : 0;
        }
        return found;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

MELODY_TEST(StoreTest)
#include "store_test.moc"
