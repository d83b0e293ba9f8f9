// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <crypto/sealed_key.h>
#include <support/test_main.h>

#include <thread>

using namespace melody;
using namespace melody::crypto;
using namespace Qt::StringLiterals;

namespace {

bool isDamaged(const Result<ContentKey> &opened)
{
    return !opened && opened.error().code == u"key_damaged";
}

QByteArray flipped(QByteArray bytes, qsizetype bit)
{
    bytes[bit / 8] = char(bytes[bit / 8] ^ (1 << (bit % 8)));
    return bytes;
}

} // namespace

class SealedKeyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLibraryStartsFromAnyThread()
    {
        std::vector<std::thread> threads;
        std::atomic<int> valid = 0;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&valid] { valid += DeviceKeyPair::generate().publicKey.size() == 32 ? 1 : 0; });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(valid.load(), 8);
    }
    void aDeviceOpensWhatWasSealedToIt()
    {
        const DeviceKeyPair device = DeviceKeyPair::generate();
        const ContentKey key = ContentKey::generate();
        const auto sealed = sealToDevice(key, device.publicKey);
        QVERIFY(sealed);
        QCOMPARE(sealed->size(), 80);
        QVERIFY(!sealed->contains(key.bytes().first(8)));
        const auto opened = openOnDevice(*sealed, device);
        QVERIFY(opened);
        QCOMPARE(opened->bytes().toByteArray(), key.bytes().toByteArray());
        QVERIFY(*sealToDevice(key, device.publicKey) != *sealed); // never twice the same
    }
    void noOtherDeviceOpensIt()
    {
        const DeviceKeyPair device = DeviceKeyPair::generate();
        const auto sealed = sealToDevice(ContentKey::generate(), device.publicKey);
        QVERIFY(sealed);
        QVERIFY(isDamaged(openOnDevice(*sealed, DeviceKeyPair::generate())));
        QVERIFY(isDamaged(openOnDevice(*sealed, {})));
        QVERIFY(isDamaged(openOnDevice({}, device)));
        for (qsizetype bit = 0; bit < sealed->size() * 8; ++bit) {
            if (bit != 255) // the highest bit of an X25519 point is ignored (RFC 7748, section 5), but the nonce is made of it
                QVERIFY(isDamaged(openOnDevice(flipped(*sealed, bit), device)));
        }
        QVERIFY(isDamaged(openOnDevice(flipped(*sealed, 255), device)));
    }
    void onlyRealDeviceKeysAreSealedTo()
    {
        const ContentKey key = ContentKey::generate();
        for (const QByteArray &wrong : {QByteArray(), QByteArray(31, 'x'), QByteArray(33, 'x'), QByteArray(32, '\0')}) {
            const auto sealed = sealToDevice(key, wrong);
            QVERIFY(!sealed);
            QCOMPARE(sealed.error().kind, ErrorKind::Invalid);
            QCOMPARE(sealed.error().fields.value(0).field, u"device_public_key"_s);
        }
    }
    void aWrappedKeyComesBackForItsAssetOnly()
    {
        const ContentKey key = ContentKey::generate();
        const ContentKey master = ContentKey::generate();
        const AssetId asset = AssetId::create(FakeClock().now());
        const QByteArray wrapped = wrapKey(key, asset, master);
        QCOMPARE(wrapped.size(), 24 + 32 + 16);
        QVERIFY(wrapKey(key, asset, master) != wrapped);
        const auto unwrapped = unwrapKey(wrapped, asset, master);
        QVERIFY(unwrapped);
        QCOMPARE(unwrapped->bytes().toByteArray(), key.bytes().toByteArray());
        QVERIFY(isDamaged(unwrapKey(wrapped, AssetId::create(FakeClock().now()), master)));
        QVERIFY(isDamaged(unwrapKey(wrapped, asset, ContentKey::generate())));
        QVERIFY(isDamaged(unwrapKey(wrapped, asset, ContentKey())));
        QVERIFY(isDamaged(unwrapKey(wrapped.chopped(1), asset, master)));
        QVERIFY(isDamaged(unwrapKey({}, asset, master)));
        for (qsizetype bit = 0; bit < wrapped.size() * 8; ++bit)
            QVERIFY(isDamaged(unwrapKey(flipped(wrapped, bit), asset, master)));
    }
};

MELODY_TEST(SealedKeyTest)
#include "sealed_key_test.moc"
