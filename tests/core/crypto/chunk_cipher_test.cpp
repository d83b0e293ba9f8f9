// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <crypto/chunk_cipher.h>
#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::crypto;
using namespace Qt::StringLiterals;

namespace {

QByteArray noise(qsizetype size, quint32 seed)
{
    QRandomGenerator random(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(random.generate());
    return bytes;
}

const ContentKey key(noise(contentKeyBytes, 1));
const ChunkAddress address{AssetId::create(FakeClock().now()), 3, 0x0102030405060708};

bool isDamaged(const Result<QByteArray> &opened)
{
    return !opened && opened.error().code == u"chunk_damaged";
}

} // namespace

class ChunkCipherTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasSealedOpensAgain()
    {
        for (const qsizetype size : {0, 1, 15, 16, 17, 1000, 120'000, 1'000'000}) {
            const QByteArray clear = noise(size, quint32(size));
            const QByteArray sealed = sealChunk(key, address, clear);
            QCOMPARE(sealed.size(), size + chunkTagBytes);
            QVERIFY(size < 16 || !sealed.contains(clear.first(16)));
            const auto opened = openChunk(key, address, sealed);
            QVERIFY(opened);
            QCOMPARE(*opened, clear);
        }
    }
    void theFormIsTheOneThatOthersCanRead()
    {
        // Made with another implementation (Python's cryptography): AESGCM(bytes(range(32))).encrypt(nonce, b"melody", aad) with
        // nonce = 04 000000 0000000000000007, aad = 018f2b6e7c007abc8def0123456789ab 04 0000000000000007.
        QByteArray bytes;
        for (int i = 0; i < contentKeyBytes; ++i)
            bytes += char(i);
        const auto asset = AssetId::parse(u"018f2b6e-7c00-7abc-8def-0123456789ab");
        QVERIFY(asset);
        QCOMPARE(sealChunk(ContentKey(bytes), {*asset, 4, 7}, "melody").toHex(),
                 QByteArray("0e814dbe63927caeaf588cc033278f036597a96dffd2"));
    }
    void everyFlippedBitIsNoticed()
    {
        const QByteArray sealed = sealChunk(key, address, noise(100, 2));
        for (qsizetype bit = 0; bit < sealed.size() * 8; ++bit) {
            QByteArray changed = sealed;
            changed[bit / 8] = char(changed[bit / 8] ^ (1 << (bit % 8)));
            QVERIFY(isDamaged(openChunk(key, address, changed)));
        }
    }
    void everyShorterOrLongerChunkIsNoticed()
    {
        const QByteArray sealed = sealChunk(key, address, noise(100, 3));
        for (qsizetype size = 0; size < sealed.size(); ++size)
            QVERIFY(isDamaged(openChunk(key, address, sealed.first(size))));
        QVERIFY(isDamaged(openChunk(key, address, sealed + '\0')));
        QVERIFY(isDamaged(openChunk(key, address, {})));
    }
    void aChunkOpensOnlyWhereItBelongs()
    {
        const QByteArray sealed = sealChunk(key, address, noise(100, 4));
        QVERIFY(isDamaged(openChunk(key, {AssetId::create(FakeClock().now()), address.rung, address.index}, sealed)));
        QVERIFY(isDamaged(openChunk(key, {address.asset, 2, address.index}, sealed)));
        QVERIFY(isDamaged(openChunk(key, {address.asset, address.rung, address.index + 1}, sealed)));
        QVERIFY(isDamaged(openChunk(ContentKey::generate(), address, sealed)));
        QVERIFY(isDamaged(openChunk(ContentKey(), address, sealed)));
    }
    void noTwoPlacesOfARecordingShareANonce()
    {
        // With one key, the same clear bytes look alike exactly where the nonce is the same.
        QSet<QByteArray> seen;
        qsizetype places = 0;
        for (int rung = 0; rung < 16; ++rung) {
            for (quint64 low = 0; low < 300; ++low) {
                for (const int shift : {0, 8, 31, 32, 55}) {
                    if (low == 0 && shift > 0)
                        continue;
                    const ChunkAddress place{address.asset, quint8(rung), low << shift};
                    seen.insert(sealChunk(key, place, QByteArray(16, '\0')).first(16));
                }
            }
        }
        for (int rung = 0; rung < 16; ++rung) {
            QSet<quint64> indexes;
            for (quint64 low = 0; low < 300; ++low) {
                for (const int shift : {0, 8, 31, 32, 55})
                    indexes.insert(low << shift);
            }
            places += indexes.size();
        }
        QCOMPARE(seen.size(), places);
    }
    void aKeyIsThirtyTwoBytes()
    {
        QVERIFY(!ContentKey().isValid());
        QVERIFY(ContentKey().bytes().isEmpty());
        QVERIFY(!ContentKey(noise(31, 1)).isValid());
        QVERIFY(!ContentKey(noise(33, 1)).isValid());
        QVERIFY(key.isValid());
        QCOMPARE(key.bytes().toByteArray(), noise(contentKeyBytes, 1));
    }
    void generatedKeysDiffer()
    {
        const ContentKey a = ContentKey::generate();
        const ContentKey b = ContentKey::generate();
        QVERIFY(a.isValid() && b.isValid());
        QVERIFY(a.bytes() != b.bytes());
    }
    void copiesOutliveTheirOrigin()
    {
        const QByteArray bytes = noise(contentKeyBytes, 9);
        std::optional<ContentKey> origin(bytes);
        const ContentKey copy = *origin;
        ContentKey assigned;
        assigned = *origin;
        origin.reset();
        QCOMPARE(copy.bytes().toByteArray(), bytes);
        QCOMPARE(assigned.bytes().toByteArray(), bytes);
        QCOMPARE(bytes, noise(contentKeyBytes, 9)); // and the caller's bytes are the caller's
    }
    void aMovedKeyLeavesNothingBehind()
    {
        ContentKey from(noise(contentKeyBytes, 9));
        const char *memory = from.bytes().data();
        ContentKey to = std::move(from);
        QCOMPARE(to.bytes().toByteArray(), noise(contentKeyBytes, 9));
        QVERIFY(!from.isValid()); // NOLINT(bugprone-use-after-move): that is what is tested
        QCOMPARE(QByteArrayView(memory, contentKeyBytes).toByteArray(), QByteArray(contentKeyBytes, '\0'));
        ContentKey &self = to;
        to = std::move(self);
        QVERIFY(to.isValid());
    }
    void aKeyWipesItself()
    {
        alignas(ContentKey) std::array<char, sizeof(ContentKey)> memory{};
        auto *placed = new (memory.data()) ContentKey(noise(contentKeyBytes, 9));
        QVERIFY(QByteArrayView(memory).contains(noise(contentKeyBytes, 9)));
        placed->~ContentKey();
        QVERIFY(!QByteArrayView(memory).contains(noise(contentKeyBytes, 9).first(4)));
    }
};

MELODY_TEST(ChunkCipherTest)
#include "chunk_cipher_test.moc"
