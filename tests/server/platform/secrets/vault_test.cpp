// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <secrets/vault.h>
#include <support/test_main.h>

using namespace melody;
using secrets::Vault;

class VaultTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasSealedIsOpenedAgain()
    {
        const Vault vault(m_master, "test");
        for (const QByteArray &clear : {QByteArray(), QByteArray("x"), QByteArray(100'000, '\7')}) {
            const QByteArray sealed = vault.seal(clear, "row 1");
            QCOMPARE(vault.open(sealed, "row 1"), Result<QByteArray>(clear));
            QVERIFY(clear.size() < 2 || !sealed.contains(clear));
        }
        QVERIFY(vault.seal("the same", {}) != vault.seal("the same", {}));
    }
    void nothingOpensWithAnotherKeyPurposeOrContext()
    {
        const QByteArray sealed = Vault(m_master, "test").seal("secret", "row 1");
        QCOMPARE(Vault(m_master, "test").open(sealed, "row 2").error().code, QStringLiteral("sealed_data"));
        QVERIFY(!Vault(m_master, "mail").open(sealed, "row 1"));
        QVERIFY(!Vault(crypto::ContentKey::generate(), "test").open(sealed, "row 1"));
    }
    void everyChangedBitIsFound()
    {
        const Vault vault(m_master, "test");
        const QByteArray sealed = vault.seal("secret", "row 1");
        for (qsizetype bit = 0; bit < sealed.size() * 8; ++bit) {
            QByteArray changed = sealed;
            changed[bit / 8] = char(changed[bit / 8] ^ (1 << (bit % 8)));
            QVERIFY2(!vault.open(changed, "row 1"), QByteArray::number(bit).constData());
        }
        for (qsizetype size = 0; size < sealed.size(); ++size)
            QVERIFY(!vault.open(sealed.first(size), "row 1"));
    }

private:
    const crypto::ContentKey m_master = crypto::ContentKey::generate();
};

MELODY_TEST(VaultTest)
#include "vault_test.moc"
