// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an operator may write into the file of providers.

#include <federation/providers.h>
#include <support/test_main.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

QJsonObject acme()
{
    return {{u"id"_s, u"acme"_s},
            {u"name"_s, u"Acme"_s},
            {u"issuer"_s, u"https://login.acme.example/realms/acme"_s},
            {u"client_id"_s, u"melody"_s},
            {u"client_secret_file"_s, u"acme.secret"_s},
            {u"scopes"_s, QJsonArray{u"openid"_s, u"email"_s, u"groups"_s}},
            {u"domains"_s, QJsonArray{u"Acme.Example"_s, u"bücher.example"_s}},
            {u"groups_claim"_s, u"melody_groups"_s},
            {u"roles"_s, QJsonObject{{u"/staff"_s, QJsonArray{u"editor"_s, u"finance"_s}}}}};
}

} // namespace

class ProvidersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        write(u"acme.secret"_s, "s3cret\n");
        QFile::setPermissions(m_folder.filePath(u"acme.secret"_s), QFile::ReadOwner);
    }
    void aProviderIsReadAsItIsWritten()
    {
        const auto providers = load({acme()});
        QVERIFY2(providers, providers ? "" : qPrintable(providers.error().detail));
        QCOMPARE(providers->size(), 1);
        const auto &one = providers->constFirst();
        QCOMPARE(one.id, u"acme"_s);
        QCOMPARE(one.protocol.clientSecret, u"s3cret"_s);
        QCOMPARE(one.domains, (QStringList{u"acme.example"_s, u"xn--bcher-kva.example"_s}));
        QCOMPARE(one.groupsClaim, u"melody_groups"_s);
        QCOMPARE(one.roles.value(u"/staff"_s), http::Role::Editor | http::Role::Finance);
        QVERIFY(!one.signUp && !one.protocol.privateNetwork);
    }
    void mistakesAreNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *name, const QString &field, const QJsonValue &value, const QString &named = {}) {
            QTest::newRow(name) << field << value << u"providers[0]."_s + (named.isEmpty() ? field : named);
        };
        row("a bad id", u"id"_s, u"Acme Inc"_s);
        row("no name", u"name"_s, QJsonValue());
        row("an issuer without TLS", u"issuer"_s, u"http://login.acme.example"_s);
        row("an issuer on this machine", u"issuer"_s, u"http://127.0.0.1:8080"_s);
        row("an issuer with a query", u"issuer"_s, u"https://login.acme.example?realm=acme"_s);
        row("a secret that is not there", u"client_secret_file"_s, u"other.secret"_s);
        row("scopes without openid", u"scopes"_s, QJsonArray{u"email"_s});
        row("no domain", u"domains"_s, QJsonArray{u"localhost"_s});
        row("no role", u"roles"_s, QJsonObject{{u"staff"_s, QJsonArray{u"emperor"_s}}}, u"roles.staff"_s);
        row("a role that everybody has", u"roles"_s, QJsonObject{{u"staff"_s, QJsonArray{u"listener"_s}}}, u"roles.staff"_s);
        row("a role that is no list", u"roles"_s, QJsonObject{{u"staff"_s, u"editor"_s}}, u"roles.staff"_s);
        row("a secret in the file itself", u"client_secret"_s, u"s3cret"_s);
        row("certificates that are not there", u"ca_file"_s, u"none.pem"_s);
    }
    void mistakesAreNamed()
    {
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QFETCH(QString, named);
        QJsonObject json = acme();
        json.insert(field, value);
        const auto providers = load({json});
        QVERIFY(!providers);
        QVERIFY2(providers.error().detail.contains(named), qPrintable(providers.error().detail));
        QVERIFY(!providers.error().detail.contains(u"s3cret"_s));
    }
    void aSecretThatOthersMayReadIsRefused()
    {
        QFile::setPermissions(m_folder.filePath(u"acme.secret"_s), QFile::ReadOwner | QFile::ReadOther);
        QVERIFY(load({acme()}).error().detail.contains(u"client_secret_file"_s));
        write(u"acme.secret"_s, "\n");
        QVERIFY(load({acme()}).error().detail.contains(u"empty"_s));
    }
    void noTwoProvidersShareAnIdOrADomain()
    {
        QJsonObject other = acme();
        QVERIFY(load({acme(), other}).error().detail.contains(u"providers[1].id"_s));
        other.insert(u"id"_s, u"other"_s);
        QVERIFY(load({acme(), other}).error().detail.contains(u"providers[1].domains"_s));
        other.insert(u"domains"_s, QJsonArray{});
        QCOMPARE(load({acme(), other})->size(), 2);
    }
    void whatIsNoFileOfProvidersIsRefused()
    {
        QVERIFY(!federation::loadProviders(m_folder.filePath(u"nowhere.json"_s)));
        for (const QByteArray &text : {QByteArray(), QByteArray("[]"), QByteArray("{}"), QByteArray("{\"providers\":{}}"),
                                       QByteArray("{\"providers\":[],\"x\":1}"), QByteArray(300 * 1024, ' ')}) {
            write(u"providers.json"_s, text);
            QVERIFY2(!federation::loadProviders(m_folder.filePath(u"providers.json"_s)), text.left(50));
        }
    }

private:
    void write(const QString &name, const QByteArray &text)
    {
        const QString path = m_folder.filePath(name);
        QFile::remove(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    Result<QList<federation::ProviderConfig>> load(const QList<QJsonObject> &providers)
    {
        QJsonArray array;
        for (const QJsonObject &provider : providers)
            array.append(provider);
        write(u"providers.json"_s, QJsonDocument(QJsonObject{{u"providers"_s, array}}).toJson());
        return federation::loadProviders(m_folder.filePath(u"providers.json"_s));
    }

    QTemporaryDir m_folder;
};

MELODY_TEST(ProvidersTest)
#include "providers_test.moc"
