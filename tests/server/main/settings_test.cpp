// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <main/settings.h>
#include <secrets/secrets.h>
#include <support/test_main.h>

#include <QtCore/QTemporaryDir>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

Result<server::ServerSettings> read(QStringList arguments)
{
    arguments += {u"--storage-objects"_s, u"/o"_s, u"--storage-uploads"_s, u"/u"_s, u"--secrets-folder"_s, u"/s"_s};
    if (!arguments.contains(u"--db-connection"_s))
        arguments += {u"--db-connection"_s, u"dbname=x"_s};
    const auto given = config::load(server::serverOptions(), arguments, {});
    if (!given)
        return tl::unexpected(given.error());
    return server::readSettings(*given);
}

} // namespace

class SettingsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theDefaultsServeEverythingOnLoopback()
    {
        const auto settings = read({});
        QVERIFY(settings);
        QVERIFY(settings->address.isLoopback());
        QCOMPARE(settings->services.size(), 7);
        QVERIFY(settings->edges.isEmpty());
        QCOMPARE(settings->passwords.memoryBytes, size_t(64 * 1024 * 1024));
        QCOMPARE(read({u"--accounts-hash-passes"_s, u"3"_s})->passwords.passes, 3U);
    }
    void everyServiceIsNamedByTheHelp()
    {
        const QString help = config::helpText(server::serverOptions());
        const auto all = read({})->services;
        QVERIFY2(help.contains(all.join(u',')), qPrintable(help));
    }
    void checkpointsThatAreWrittenNowhereAreWarnedOf()
    {
        const QStringList warnings = server::warningsOf(*read({}));
        QCOMPARE(warnings.size(), 1);
        QVERIFY(warnings[0].startsWith(u"audit.checkpoints:"_s));
        QVERIFY(server::warningsOf(*read({u"--audit-checkpoints"_s, u"/c"_s})).isEmpty());
    }
    void wrongSettingsAreNamed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain beyond loopback") << QStringList{u"--http-address"_s, u"0.0.0.0"_s} << u"http.address"_s;
        QTest::newRow("half a certificate") << QStringList{u"--http-certificate"_s, u"/c.pem"_s} << u"http.key"_s;
        QTest::newRow("no service") << QStringList{u"--services"_s, u"accounts,kitchen"_s} << u"kitchen"_s;
        QTest::newRow("no origin") << QStringList{u"--playback-edges"_s, u"https://a.example/path"_s} << u"playback.edges"_s;
        QTest::newRow("no provider") << QStringList{u"--payments-provider"_s, u"uncle"_s} << u"payments.provider"_s;
        QTest::newRow("database in the clear") << QStringList{u"--db-connection"_s, u"host=db.example dbname=x"_s} << u"db.connection"_s;
        QTest::newRow("passwords hashed too cheaply") << QStringList{u"--accounts-hash-memory"_s, u"8"_s} << u"accounts.hash_memory"_s;
        QTest::newRow("no level") << QStringList{u"--log-level"_s, u"loud"_s} << u"log.level"_s;
    }
    void wrongSettingsAreNamed()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, name);
        const auto settings = read(arguments);
        QVERIFY(!settings);
        QVERIFY2(settings.error().detail.contains(name), qPrintable(settings.error().detail));
    }
    void identityProvidersAreCheckedWithTheRest()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"providers.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"providers\": [{\"id\": \"acme\", \"name\": \"Acme\", \"issuer\": \"http://acme.example\", \"client_id\": \"x\"}]}");
        file.close();
        const auto settings = read({u"--accounts-identity-providers"_s, file.fileName()});
        QVERIFY(!settings);
        for (const QString &name : {u"providers[0].issuer"_s, u"providers[0].client_secret_file"_s})
            QVERIFY2(settings.error().detail.contains(name), qPrintable(settings.error().detail));
    }
    void someServicesAndSeveralEdges()
    {
        const auto settings =
            read({u"--services"_s, u"catalog, playback"_s, u"--playback-edges"_s, u"https://a.example,https://b.example:8443"_s});
        QVERIFY(settings);
        QCOMPARE(settings->services, (QStringList{u"catalog"_s, u"playback"_s}));
        QCOMPARE(settings->edges.size(), 2);
    }
    void secretsAreMadeOnceAndKeptFromOthers()
    {
        const QTemporaryDir folder;
        const QString keys = folder.filePath(u"keys"_s);
        QCOMPARE(secrets::createSecrets(keys), Result<int>(3));
        const auto first = secrets::loadSecrets(keys);
        QVERIFY(first);
        QCOMPARE(secrets::createSecrets(keys), Result<int>(0));
        QCOMPARE(secrets::loadSecrets(keys)->masterKey.bytes(), first->masterKey.bytes());
        QVERIFY(first->masterKey.bytes() != first->chunkTokenKey.bytes());

        QFile master(keys + u"/master.key"_s);
        QCOMPARE(master.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
        QVERIFY(master.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
        const auto refused = secrets::loadSecrets(keys);
        QVERIFY(!refused && refused.error().detail.contains(u"master.key"));
    }
    void aDamagedKeyIsRefused()
    {
        const QTemporaryDir folder;
        QVERIFY(secrets::createSecrets(folder.path()));
        QFile seed(folder.filePath(u"chunk_token.key"_s));
        QVERIFY(seed.open(QIODevice::WriteOnly | QIODevice::Truncate));
        seed.write("1234");
        seed.close();
        QVERIFY(!secrets::loadSecrets(folder.path()));
    }
};

MELODY_TEST(SettingsTest)
#include "settings_test.moc"
