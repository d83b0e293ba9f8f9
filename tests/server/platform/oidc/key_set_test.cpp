// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <oidc/key_set.h>
#include <support/signing_key.h>
#include <support/test_main.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

using namespace melody;
using namespace Qt::StringLiterals;
using oidc::Algorithm;
using test::SigningKey;

namespace {

QByteArray text(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

qsizetype sizeWith(QJsonObject key, const QString &field, const QJsonValue &value)
{
    if (value.isUndefined())
        key.remove(field);
    else
        key.insert(field, value);
    return oidc::KeySet::parse(text(test::keySet({key}))).value().size();
}

} // namespace

class KeySetTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // RFC 8037, appendix A.4.
    void aPublishedSignatureIsRight()
    {
        const QByteArray set = R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})";
        const auto keys = oidc::KeySet::parse(set);
        const auto *key = keys->find({}, Algorithm::EdDsa);
        QVERIFY(key);
        const QByteArray signature = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
        QVERIFY(oidc::verifySignature(*key, "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc", *oidc::fromBase64Url(signature)));
        QVERIFY(!oidc::verifySignature(*key, "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmd", *oidc::fromBase64Url(signature)));
    }
    void keysAreFoundByIdAndAlgorithm()
    {
        const auto set = oidc::KeySet::parse(text(test::keySet({m_rsa, m_ec, m_ed})));
        QCOMPARE(set->size(), 3);
        QVERIFY(set->find(u"rsa"_s, Algorithm::Rs256));
        QVERIFY(!set->find(u"rsa"_s, Algorithm::Es256));
        QVERIFY(!set->find(u"other"_s, Algorithm::Rs256));
        QVERIFY(set->find({}, Algorithm::Es256));
    }
    void keysForSomethingElseAreLeftOut()
    {
        QCOMPARE(sizeWith(m_rsa, u"use"_s, QJsonValue::Undefined), 1);
        QCOMPARE(sizeWith(m_rsa, u"use"_s, u"enc"_s), 0);
        QCOMPARE(sizeWith(m_rsa, u"alg"_s, QJsonValue::Undefined), 1);
        QCOMPARE(sizeWith(m_rsa, u"alg"_s, u"RS512"_s), 0);
        QCOMPARE(sizeWith(m_rsa, u"key_ops"_s, QJsonArray{u"verify"_s}), 1);
        QCOMPARE(sizeWith(m_rsa, u"key_ops"_s, QJsonArray{u"encrypt"_s}), 0);
        QCOMPARE(sizeWith(m_rsa, u"kty"_s, u"oct"_s), 0);
        QCOMPARE(sizeWith(m_ec, u"crv"_s, u"P-384"_s), 0);
        QCOMPARE(sizeWith(m_ed, u"crv"_s, u"X25519"_s), 0);
        QCOMPARE(sizeWith(m_ed, u"kid"_s, QString(201, u'k')), 0);
    }
    void weakAndBrokenKeysAreLeftOut()
    {
        QCOMPARE(oidc::KeySet::parse(text(test::keySet({SigningKey::rsa(1024).jwk(u"weak"_s)})))->size(), 0);
        for (const QString &field : {u"n"_s, u"e"_s}) {
            for (const QJsonValue &value : {QJsonValue(QJsonValue::Undefined), QJsonValue(u""_s), QJsonValue(u"AA"_s), QJsonValue(u"AQ"_s),
                                            QJsonValue(u"*"_s), QJsonValue(5), QJsonValue(QString(2000, u'_'))})
                QCOMPARE(sizeWith(m_rsa, field, value), 0);
        }
        for (const QString &field : {u"x"_s, u"y"_s}) {
            for (const QJsonValue &value :
                 {QJsonValue(QJsonValue::Undefined), QJsonValue(u"AA"_s), QJsonValue(QString(43, u'A')), QJsonValue(QString(43, u'_'))})
                QCOMPARE(sizeWith(m_ec, field, value), 0); // not on the curve
        }
        QCOMPARE(sizeWith(m_ed, u"x"_s, u"AAAA"_s), 0);
    }
    void whatIsNoKeySetIsRefused()
    {
        QJsonArray many;
        for (int i = 0; i <= oidc::maxKeys; ++i)
            many.append(m_ed);
        for (const QByteArray &bad :
             {QByteArray(), QByteArray("[]"), QByteArray("{}"), QByteArray("{\"keys\":{}}"), QByteArray("{\"keys\":[}"),
              text({{u"keys"_s, many}}), "{\"keys\":[]," + QByteArray(oidc::maxKeySetBytes, ' ') + "\"a\":1}"}) {
            const auto set = oidc::KeySet::parse(bad);
            QVERIFY(!set);
            QCOMPARE(set.error().code, u"key_set_malformed"_s);
        }
        QCOMPARE(oidc::KeySet::parse("{\"keys\":[1,null,\"a\",[],{}]}")->size(), 0);
    }

private:
    const QJsonObject m_rsa = SigningKey::rsa().jwk(u"rsa"_s);
    const QJsonObject m_ec = SigningKey::p256().jwk(u"ec"_s);
    const QJsonObject m_ed = SigningKey::ed25519().jwk(u"ed"_s);
};

MELODY_TEST(KeySetTest)
#include "key_set_test.moc"
