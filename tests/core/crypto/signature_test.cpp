// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <crypto/signature.h>
#include <support/test_main.h>

using namespace melody;

class SignatureTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // RFC 8032, section 7.1, test 2.
    void itSignsAsTheStandardDoes()
    {
        const crypto::ContentKey seed(QByteArray::fromHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
        QCOMPARE(crypto::publicKeyOf(seed).toHex(), QByteArray("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
        const QByteArray signature = crypto::signDocument(QByteArray("\x72"), seed);
        QCOMPARE(signature.toHex(), QByteArray("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                               "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
        QVERIFY(crypto::isSignedBy(QByteArray("\x72"), signature, crypto::publicKeyOf(seed)));
    }
    void aChangedBitIsSeen()
    {
        const auto seed = crypto::ContentKey::generate();
        const QByteArray document = "what is said", key = crypto::publicKeyOf(seed);
        const QByteArray signature = crypto::signDocument(document, seed);
        for (qsizetype i = 0; i < signature.size(); ++i) {
            QByteArray bad = signature;
            bad[i] = char(bad[i] ^ 1);
            QVERIFY(!crypto::isSignedBy(document, bad, key));
        }
        QVERIFY(!crypto::isSignedBy("what is sajd", signature, key));
        QVERIFY(!crypto::isSignedBy(document, signature.chopped(1), key));
        QVERIFY(!crypto::isSignedBy(document, signature, crypto::publicKeyOf(crypto::ContentKey::generate())));
        QVERIFY(!crypto::isSignedBy(document, signature, {}));
    }
    void aDerivedKeyIsOfItsPurpose()
    {
        const auto from = crypto::ContentKey::generate();
        QCOMPARE(crypto::deriveKey(from, "purposeA").bytes(), crypto::deriveKey(from, "purposeA").bytes());
        QVERIFY(crypto::deriveKey(from, "purposeA").bytes() != crypto::deriveKey(from, "purposeB").bytes());
        QVERIFY(crypto::deriveKey(from, "purposeA").bytes() != from.bytes());
    }
};

MELODY_TEST(SignatureTest)
#include "signature_test.moc"
