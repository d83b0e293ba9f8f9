// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <chunks/chunk_store.h>
#include <chunks/migrations.h>
#include <support/test_main.h>

#include <QtCore/QTemporaryDir>

using namespace melody;
using namespace Qt::StringLiterals;
using chunks::ChunkKey;
using media::Rung;

namespace {

constexpr store::Query flipBit{"test.flip_bit", "UPDATE sealed SET sealed = zeroblob(length(sealed)) WHERE chunk_index = ?1"};
constexpr store::Query deleteSealed{"test.delete_sealed", "DELETE FROM sealed WHERE chunk_index = ?1"};

} // namespace

class ChunkStoreTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_chunks.reset();
        m_store.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        auto opened = store::openStore(
            {m_folder->filePath(u"offline.db"_s), crypto::ContentKey(QByteArray(crypto::contentKeyBytes, 'k')), chunks::migrations()});
        QVERIFY(opened);
        m_store = std::move(*opened);
        m_chunks = std::make_unique<chunks::ChunkStore>(*m_store, m_clock, 100'000);
    }

    void whatIsKeptIsFound()
    {
        QVERIFY(!m_chunks->find(at(0)).value());
        QVERIFY(m_chunks->keep(at(0), "sealed"));
        QCOMPARE(*m_chunks->find(at(0)).value(), QByteArray("sealed"));
        QVERIFY(m_chunks->keep(at(0), "anew"));
        QCOMPARE(*m_chunks->find(at(0)).value(), QByteArray("anew"));
        QVERIFY(!m_chunks->find({m_asset, Rung::Flac, 0}).value());
    }
    void aDamagedChunkIsAsAnAbsentOne()
    {
        for (int i = 0; i < 4; ++i)
            QVERIFY(m_chunks->keep(at(i), QByteArray(500, char('a' + i))));
        change(flipBit, 1);
        change(deleteSealed, 2);
        QCOMPARE(m_chunks->wholeChunks(m_asset, Rung::Opus128).value(), (std::vector<int>{0, 3}));
        QVERIFY(!m_chunks->find(at(1)).value());
        QVERIFY(m_chunks->keep(at(1), "mended"));
        QVERIFY(m_chunks->keep(at(2), "mended"));
        QCOMPARE(m_chunks->wholeChunks(m_asset, Rung::Opus128).value().size(), size_t(4));
    }
    void beyondTheBudgetWhatWasUnusedForLongestLeaves()
    {
        for (int i = 0; i < 10; ++i) {
            QVERIFY(m_chunks->keep(at(i), QByteArray(10'000, 'x')));
            m_clock.advance(std::chrono::hours(1));
        }
        QVERIFY(m_chunks->find(at(0)).value()); // used again
        QVERIFY(m_chunks->keep(at(10), QByteArray(10'000, 'x')));
        QVERIFY(m_chunks->find(at(0)).value());
        QVERIFY(!m_chunks->find(at(1)).value());
        QVERIFY(m_chunks->find(at(10)).value());
        QVERIFY(m_chunks->usage()->cachedBytes <= 90'000);
    }
    void whatIsPinnedStaysAndHasNoPartInTheBudget()
    {
        QVERIFY(m_chunks->keep(at(0), QByteArray(50'000, 'x')));
        QVERIFY(m_chunks->pin(m_asset, Rung::Opus128));
        for (int i = 1; i < 10; ++i)
            QVERIFY(m_chunks->keep(at(i), QByteArray(50'000, 'x')));
        for (int i = 0; i < 20; ++i)
            QVERIFY(m_chunks->keep({m_asset, Rung::Opus24, i}, QByteArray(10'000, 'x')));
        QCOMPARE(m_chunks->usage()->pinnedBytes, 500'000);
        QVERIFY(m_chunks->usage()->cachedBytes <= 100'000);
        const qint64 before = m_store->sizeBytes();
        QVERIFY(m_chunks->removePinned(m_asset));
        QCOMPARE(m_chunks->usage()->pinnedBytes, 0);
        QVERIFY(!m_chunks->find(at(3)).value());
        QVERIFY(m_store->sizeBytes() < before);
    }

private:
    ChunkKey at(int index) const { return {m_asset, Rung::Opus128, index}; }
    void change(const store::Query &query, int index)
    {
        QVERIFY(m_store->run([&](store::Transaction &transaction) -> Result<void> {
            transaction.exec(query, {index});
            return {};
        }));
    }

    FakeClock m_clock;
    AssetId m_asset = AssetId::create(m_clock.now());
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<chunks::ChunkStore> m_chunks;
};

MELODY_TEST(ChunkStoreTest)
#include "chunk_store_test.moc"
