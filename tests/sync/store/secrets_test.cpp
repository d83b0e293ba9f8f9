// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "test_schema.h"

#include <store/migrations.h>
#include <store/secrets.h>
#include <support/test_main.h>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace melody;
using namespace Qt::StringLiterals;

class SecretsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_secrets.reset();
        m_store.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_former = remote::createFileSecretStore(m_folder->filePath(u"secrets"_s));
        auto opened = store::openStore({m_folder->filePath(u"offline.db"_s), test::keyOf('k'), store::migrations()});
        QVERIFY(opened);
        m_store = std::move(*opened);
        m_secrets = store::createStoredSecrets(*m_store, *m_former);
    }

    void theKeyIsMadeOnceAndKept()
    {
        QCOMPARE(store::storeKey(*m_former, false).error().code, u"store_key_missing"_s);
        const auto key = store::storeKey(*m_former);
        QVERIFY(key && key->isValid());
        QCOMPARE(store::storeKey(*m_former)->bytes(), key->bytes());
        QVERIFY(m_former->write(u"store_key"_s, "short"));
        QCOMPARE(store::storeKey(*m_former).error().code, u"bad_store_key"_s);
    }
    void whatWasInFilesMovesOverWhenItIsAskedFor()
    {
        QVERIFY(m_former->write(u"device_key"_s, "pair"));
        QCOMPARE(m_secrets->read(u"device_key"_s).value(), QByteArray("pair"));
        QCOMPARE(m_former->read(u"device_key"_s).error().code, u"no_secret"_s);
        QCOMPARE(store::createStoredSecrets(*m_store, *m_former)->read(u"device_key"_s).value(), QByteArray("pair"));
    }
    void aSecretIsReplacedAndRemovedInBothPlaces()
    {
        QVERIFY(m_former->write(u"refresh_token"_s, "old"));
        QVERIFY(m_secrets->write(u"refresh_token"_s, "new"));
        QCOMPARE(m_secrets->read(u"refresh_token"_s).value(), QByteArray("new"));
        QVERIFY(m_former->write(u"refresh_token"_s, "older program"));
        m_secrets->remove(u"refresh_token"_s);
        QCOMPARE(m_secrets->read(u"refresh_token"_s).error().code, u"no_secret"_s);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<remote::SecretStore> m_former;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<remote::SecretStore> m_secrets;
};

MELODY_TEST(SecretsTest)
#include "secrets_test.moc"
