// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <shelf/migrations.h>
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
        auto opened = store::openStore(
            {m_folder->filePath(u"offline.db"_s), crypto::ContentKey(QByteArray(crypto::contentKeyBytes, 'k')), shelf::migrations()});
        QVERIFY(opened);
        m_store = std::move(*opened);
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::Store> m_store;
};

MELODY_TEST(StoredShelfTest)
#include "stored_shelf_test.moc"
