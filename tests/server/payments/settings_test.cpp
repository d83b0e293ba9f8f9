// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <payments/settings.h>
#include <support/test_main.h>

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace melody;
using namespace Qt::StringLiterals;

class PaymentSettingsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_key = secret(u"api.key"_s, "a-key-of-the-provider\n");
        m_webhook = secret(u"webhook.key"_s, "a-webhook-secret-of-it");
    }
    void nobodyMovesMoneyUnlessAsked()
    {
        const auto settings = read({});
        QVERIFY(settings);
        QCOMPARE(settings->provider, u"none"_s);
        QVERIFY(!payments::createGateway(*settings));
    }
    void aProviderIsReadWithItsSecrets()
    {
        const auto sandbox = read({u"--payments-provider"_s, u"sandbox"_s, u"--payments-url"_s, u"https://127.0.0.1:9"_s,
                                   u"--payments-api-key-file"_s, m_key, u"--payments-webhook-secret-file"_s, m_webhook});
        QVERIFY2(sandbox, sandbox ? "" : qPrintable(sandbox.error().detail));
        QCOMPARE(sandbox->gateway.apiKey, QByteArray("a-key-of-the-provider"));
        QCOMPARE(sandbox->gateway.webhookSecret, QByteArray("a-webhook-secret-of-it"));
        QCOMPARE(payments::createGateway(*sandbox)->name(), u"sandbox"_s);
        const auto stripe = read(
            {u"--payments-provider"_s, u"stripe"_s, u"--payments-api-key-file"_s, m_key, u"--payments-webhook-secret-file"_s, m_webhook});
        QVERIFY(stripe);
        QCOMPARE(stripe->gateway.url, u"https://api.stripe.com"_s);
        QCOMPARE(payments::createGateway(*stripe)->name(), u"stripe"_s);
    }
    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("name");
        const QStringList sandbox{u"--payments-provider"_s, u"sandbox"_s, u"--payments-url"_s, u"https://127.0.0.1:9"_s};
        const QStringList keys{u"--payments-api-key-file"_s, m_key, u"--payments-webhook-secret-file"_s, m_webhook};
        QTest::newRow("provider") << QStringList{u"--payments-provider"_s, u"uncle"_s} << u"payments.provider"_s;
        QTest::newRow("no url") << QStringList{u"--payments-provider"_s, u"sandbox"_s} + keys << u"payments.url"_s;
        QTest::newRow("plain http") << QStringList{u"--payments-provider"_s, u"sandbox"_s, u"--payments-url"_s, u"http://127.0.0.1:9"_s} +
                                           keys
                                    << u"payments.url"_s;
        QTest::newRow("no key") << sandbox + keys.sliced(2) << u"payments.api_key_file"_s;
        QTest::newRow("no secret") << sandbox + keys.first(2) << u"payments.webhook_secret_file"_s;
        QTest::newRow("absent key") << sandbox + QStringList{u"--payments-api-key-file"_s, m_folder.filePath(u"absent"_s)} + keys.sliced(2)
                                    << u"payments.api_key_file"_s;
        QTest::newRow("short key") << sandbox + QStringList{u"--payments-api-key-file"_s, secret(u"short"_s, "1234")} + keys.sliced(2)
                                   << u"payments.api_key_file"_s;
        QTest::newRow("two lines") << sandbox +
                                          QStringList{u"--payments-api-key-file"_s, secret(u"two"_s, "a-key-of-the-pro\nvider-and-more")} +
                                          keys.sliced(2)
                                   << u"payments.api_key_file"_s;
        QTest::newRow("authority") << sandbox + keys + QStringList{u"--payments-ca-file"_s, m_folder.filePath(u"absent"_s)}
                                   << u"payments.ca_file"_s;
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, name);
        const auto settings = read(arguments);
        QVERIFY(!settings);
        QVERIFY2(settings.error().detail.contains(name), qPrintable(settings.error().detail));
        QVERIFY(!settings.error().detail.contains(u"a-key-of"_s)); // and never the secret itself
    }
    void aSecretThatOthersMayReadIsRefused()
    {
        const QString open = secret(u"open"_s, "a-key-of-the-provider");
        QVERIFY(QFile(open).setPermissions(QFile::ReadOwner | QFile::ReadGroup));
        const auto settings = read(
            {u"--payments-provider"_s, u"stripe"_s, u"--payments-api-key-file"_s, open, u"--payments-webhook-secret-file"_s, m_webhook});
        QVERIFY(!settings && settings.error().detail.contains(u"chmod"_s));
    }

private:
    static Result<payments::PaymentSettings> read(const QStringList &arguments)
    {
        const auto given = config::load(payments::paymentOptions(), arguments, {});
        return given ? payments::readPaymentSettings(*given) : tl::unexpected(given.error());
    }
    QString secret(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() ||
            !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
            qFatal("no secret");
        return file.fileName();
    }

    QTemporaryDir m_folder;
    QString m_key;
    QString m_webhook;
};

MELODY_TEST(PaymentSettingsTest)
#include "settings_test.moc"
