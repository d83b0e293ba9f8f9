// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <shelf/migrations.h>
#include <shelf/sql.h>
#include <shelf/stored_shelf.h>
#include <support/test_main.h>

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>

using namespace melody;
using namespace Qt::StringLiterals;

class StoredShelfTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_store.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }

    void whatIsKeptIsThereAtOnceAndAfterAStart()
    {
        {
            const auto shelf = shelf::createStoredShelf(*m_store, m_clock);
            QVERIFY(shelf->kept(u"queue"_s).isEmpty());
            shelf->keep(u"queue"_s, "three rows");
            shelf->keep(u"place"_s, "the second");
            QCOMPARE(shelf->kept(u"queue"_s), QByteArray("three rows"));
        }
        m_store.reset();
        open();
        const auto shelf = shelf::createStoredShelf(*m_store, m_clock);
        QCOMPARE(shelf->kept(u"queue"_s), QByteArray("three rows"));
        QCOMPARE(shelf->kept(u"place"_s), QByteArray("the second"));
    }
    void theLastOfManyStays()
    {
        {
            const auto shelf = shelf::createStoredShelf(*m_store, m_clock);
            for (int i = 0; i <= 5'000; ++i) {
                shelf->keep(u"place"_s, QByteArray::number(i));
                if (i % 500 == 0) {
                    m_clock.advance(std::chrono::seconds(7));
                    QCOMPARE(shelf->kept(u"place"_s), QByteArray::number(i));
                }
            }
        }
        QCOMPARE(shelf::createStoredShelf(*m_store, m_clock)->kept(u"place"_s), QByteArray("5000"));
    }
    void whatIsEmptyIsGone()
    {
        {
            const auto shelf = shelf::createStoredShelf(*m_store, m_clock);
            shelf->keep(u"queue"_s, "rows");
        }
        {
            const auto shelf = shelf::createStoredShelf(*m_store, m_clock);
            shelf->keep(u"queue"_s, {});
            QVERIFY(shelf->kept(u"queue"_s).isEmpty());
        }
        QVERIFY(shelf::createStoredShelf(*m_store, m_clock)->kept(u"queue"_s).isEmpty());
    }
    // Another process holds the store for longer than anybody waits.
    void whatCouldNotBeWrittenIsWrittenLater()
    {
        static std::atomic<bool> refused;
        refused = false;
        m_store = std::move(*opened(std::chrono::milliseconds(20)));
        const auto other = std::move(*opened(std::chrono::seconds(10)));
        const auto shelf = shelf::createStoredShelf(*m_store, m_clock);
        const auto before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &text) { refused = refused || text.contains(u"store_busy"_s); });
        const auto held = other->run([&](store::Transaction &transaction) -> Result<void> {
            transaction.exec(shelf::sql::putRecord, {u"other"_s, QByteArray("held")});
            shelf->keep(u"queue"_s, "three rows");
            return QTest::qWaitFor([] { return refused.load(); }, 30'000) ? Result<void>() : fail(ErrorKind::Timeout, u"never"_s, {});
        });
        qInstallMessageHandler(before);
        QVERIFY(held);
        QCOMPARE(shelf->kept(u"queue"_s), QByteArray("three rows"));
        const auto reader = shelf::createStoredShelf(*other, m_clock);
        QTRY_COMPARE_WITH_TIMEOUT(reader->kept(u"queue"_s), QByteArray("three rows"), 30'000);
    }
    void nobodyReadsItOffTheDisk()
    {
        shelf::createStoredShelf(*m_store, m_clock)->keep(u"queue"_s, "a song that nobody should see");
        m_store.reset();
        const QDir folder(m_folder->path());
        for (const QString &name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("nobody should see"), qPrintable(name));
        }
    }

private:
    void open()
    {
        auto store = opened(std::chrono::seconds(10));
        QVERIFY(store);
        m_store = std::move(*store);
    }
    [[nodiscard]] Result<std::unique_ptr<store::Store>> opened(std::chrono::milliseconds patience) const
    {
        return store::openStore({m_folder->filePath(u"offline.db"_s), crypto::ContentKey(QByteArray(crypto::contentKeyBytes, 'k')),
                                 shelf::migrations(), patience});
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::Store> m_store;
};

MELODY_TEST(StoredShelfTest)
#include "stored_shelf_test.moc"
