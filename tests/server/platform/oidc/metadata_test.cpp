// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "provider_metadata.h"

#include <support/test_main.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

QJsonObject document()
{
    return {{u"issuer"_s, u"https://id.example/realm"_s},
            {u"authorization_endpoint"_s, u"https://id.example/auth"_s},
            {u"token_endpoint"_s, u"https://id.example/token"_s},
            {u"jwks_uri"_s, u"https://id.example/keys"_s}};
}

Result<oidc::ProviderMetadata> read(const QJsonObject &json, bool privateNetwork = false)
{
    return oidc::parseMetadata(QJsonDocument(json).toJson(), u"https://id.example/realm"_s, privateNetwork);
}

Result<oidc::ProviderMetadata> readWith(const QString &field, const QJsonValue &value, bool privateNetwork = false)
{
    QJsonObject json = document();
    json.insert(field, value);
    return read(json, privateNetwork);
}

} // namespace

class MetadataTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMinimalDocumentIsEnough()
    {
        const auto metadata = read(document());
        QVERIFY(metadata);
        QCOMPARE(metadata->tokenEndpoint, u"https://id.example/token"_s);
        QVERIFY(!metadata->secretInBody && !metadata->sendsIssuer && metadata->userinfoEndpoint.isEmpty());
    }
    void theDocumentLiesBelowTheIssuer()
    {
        QCOMPARE(oidc::discoveryUrl(u"https://id.example/realm"_s), u"https://id.example/realm/.well-known/openid-configuration"_s);
        QCOMPARE(oidc::discoveryUrl(u"https://id.example/"_s), u"https://id.example/.well-known/openid-configuration"_s);
    }
    void anotherIssuerIsRefused()
    {
        for (const QJsonValue &issuer :
             {QJsonValue(u"https://id.example"_s), QJsonValue(u"https://id.example/realm/"_s), QJsonValue(), QJsonValue(1)})
            QCOMPARE(readWith(u"issuer"_s, issuer).error().code, u"provider_unsuitable"_s);
    }
    void everyEndpointMustBeAnAddressThatMayBeAsked()
    {
        for (const QString &field : {u"authorization_endpoint"_s, u"token_endpoint"_s, u"jwks_uri"_s, u"userinfo_endpoint"_s}) {
            for (const QJsonValue &url :
                 {QJsonValue(u"http://id.example/x"_s), QJsonValue(u"http://127.0.0.1/x"_s), QJsonValue(u"file:///etc/passwd"_s),
                  QJsonValue(u"javascript:alert(1)"_s), QJsonValue(u"https://"_s), QJsonValue(u"/x"_s), QJsonValue(u""_s), QJsonValue(),
                  QJsonValue(u"https://a@id.example/"_s), QJsonValue(u"https://id.example/#x"_s),
                  QJsonValue(QString(u"https://id.example/"_s + QString(2000, u'x')))})
                QVERIFY2(!readWith(field, url), qPrintable(field + u' ' + url.toString()));
            QVERIFY(readWith(field, u"http://127.0.0.1:8080/x"_s, true));
            QVERIFY(!readWith(field, u"http://10.0.0.1/x"_s, true)); // without TLS never beyond this machine
        }
    }
    void theClientsSecretGoesWhereTheProviderWantsIt()
    {
        const QString methods = u"token_endpoint_auth_methods_supported"_s;
        QVERIFY(!readWith(methods, QJsonArray{u"client_secret_basic"_s, u"client_secret_post"_s})->secretInBody);
        QVERIFY(readWith(methods, QJsonArray{u"client_secret_post"_s})->secretInBody);
        QVERIFY(!readWith(methods, QJsonArray{u"private_key_jwt"_s}));
    }
    void aProviderWithoutCodeFlowOrPkceIsUnsuitable()
    {
        QVERIFY(!readWith(u"response_types_supported"_s, QJsonArray{u"id_token"_s}));
        QVERIFY(!readWith(u"code_challenge_methods_supported"_s, QJsonArray{u"plain"_s}));
        QVERIFY(readWith(u"code_challenge_methods_supported"_s, QJsonArray{u"plain"_s, u"S256"_s}));
    }
    void whatIsNoDocumentIsRefused()
    {
        for (const QByteArray &bad : {QByteArray(), QByteArray("[]"), QByteArray("<html>"), QByteArray(oidc::maxDocumentBytes + 1, ' ')})
            QCOMPARE(oidc::parseMetadata(bad, u"https://id.example/realm"_s, false).error().code, u"provider_unsuitable"_s);
    }
};

MELODY_TEST(MetadataTest)
#include "metadata_test.moc"
