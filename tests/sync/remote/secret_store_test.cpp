// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <remote/secret_store.h>
#include <support/test_main.h>

#include <QtCore/QTemporaryDir>

using namespace melody;
using namespace melody::remote;
using namespace Qt::StringLiterals;

class SecretStoreTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSecretIsKeptForItsOwnerOnly()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a/b"_s);
        const auto store = createFileSecretStore(path);
        QCOMPARE(store->read(u"key"_s).error().code, u"no_secret"_s);
        QVERIFY(store->write(u"key"_s, "one"));
        QVERIFY(store->write(u"key"_s, "two"));
        QCOMPARE(*createFileSecretStore(path)->read(u"key"_s), "two");
        const auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
        QCOMPARE(QFile::permissions(path + u"/key"_s) & ~ownerOnly, QFile::Permissions());
        store->remove(u"key"_s);
        QVERIFY(!store->read(u"key"_s));
    }
    void aSecretThatOthersMayReadIsRefused()
    {
        const QTemporaryDir folder;
        const auto store = createFileSecretStore(folder.path());
        QVERIFY(store->write(u"key"_s, "one"));
        QVERIFY(QFile::setPermissions(folder.filePath(u"key"_s), QFile::ReadOwner | QFile::ReadOther));
        QCOMPARE(store->read(u"key"_s).error().code, u"secret_exposed"_s);
    }
    void aFolderThatCantBeWrittenIsSaid()
    {
        const auto store = createFileSecretStore(u"/proc/none"_s);
        QCOMPARE(store->write(u"key"_s, "one").error().code, u"secret_unwritable"_s);
    }
};

MELODY_TEST(SecretStoreTest)
#include "secret_store_test.moc"
