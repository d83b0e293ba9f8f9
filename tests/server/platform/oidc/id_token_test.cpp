// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <oidc/id_token.h>
#include <support/signing_key.h>
#include <support/test_main.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QMessageAuthenticationCode>
#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace Qt::StringLiterals;
using test::SigningKey;
using Change = std::function<void(QJsonObject &)>;

Q_DECLARE_METATYPE(Change)

namespace {

constexpr qint64 now = 1'790'000'000; // seconds

oidc::KeySet parsed(const QJsonObject &set)
{
    return oidc::KeySet::parse(QJsonDocument(set).toJson()).value();
}

oidc::Expected expected()
{
    return {u"https://id.example"_s, u"melody"_s, u"n-0S6_WzA2Mj"_s, "access", TimePoint(std::chrono::seconds(now))};
}

QJsonObject goodClaims(const QString &algorithm = u"RS256"_s)
{
    const auto method = algorithm == u"EdDSA" ? QCryptographicHash::Sha512 : QCryptographicHash::Sha256;
    const QByteArray hash = QCryptographicHash::hash("access", method);
    return {{u"iss"_s, u"https://id.example"_s},
            {u"aud"_s, u"melody"_s},
            {u"sub"_s, u"248289761001"_s},
            {u"nonce"_s, u"n-0S6_WzA2Mj"_s},
            {u"iat"_s, now},
            {u"exp"_s, now + 300},
            {u"at_hash"_s, QString::fromLatin1(oidc::toBase64Url(hash.first(hash.size() / 2)))}};
}

Change set(const QString &claim, const QJsonValue &value)
{
    return [claim, value](QJsonObject &claims) { claims.insert(claim, value); };
}

Change remove(const QString &claim)
{
    return [claim](QJsonObject &claims) { claims.remove(claim); };
}

} // namespace

class IdTokenTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tokensOfEveryAlgorithmAreTaken()
    {
        for (const SigningKey &key : {m_rsa, m_ec, m_ed}) {
            const auto claims = oidc::verifyIdToken(tokenOf(key, goodClaims(key.algorithm())), m_keys, expected());
            QVERIFY2(claims, claims ? "" : qPrintable(key.algorithm() + u": "_s + claims.error().code));
            QCOMPARE(claims->value(u"sub"_s).toString(), u"248289761001"_s);
        }
    }
    void wrongClaimsAreRefused_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const Change &change, const char *code) {
            QTest::newRow(name) << change << (code[0] ? u"id_token_"_s + QString::fromLatin1(code) : QString());
        };
        row(
            "nothing changed", [](QJsonObject &) {}, "");
        row("no issuer", remove(u"iss"_s), "issuer");
        row("another issuer", set(u"iss"_s, u"https://evil.example"_s), "issuer");
        row("an issuer with a slash more", set(u"iss"_s, u"https://id.example/"_s), "issuer");
        row("issuers in a list", set(u"iss"_s, QJsonArray{u"https://id.example"_s}), "issuer");
        row("no audience", remove(u"aud"_s), "audience");
        row("another audience", set(u"aud"_s, u"melody2"_s), "audience");
        row("no string as audience", set(u"aud"_s, QJsonObject{{u"melody"_s, true}}), "audience");
        row("an empty audience", set(u"aud"_s, QJsonArray{}), "audience");
        row("one audience in a list", set(u"aud"_s, QJsonArray{u"melody"_s}), "");
        row("others are meant, too", set(u"aud"_s, QJsonArray{u"melody"_s, u"other"_s}), "audience");
        row(
            "others, and we asked",
            [](QJsonObject &claims) {
                claims.insert(u"aud"_s, QJsonArray{u"other"_s, u"melody"_s});
                claims.insert(u"azp"_s, u"melody"_s);
            },
            "");
        row("somebody else asked", set(u"azp"_s, u"other"_s), "audience");
        row("no subject", remove(u"sub"_s), "subject");
        row("an empty subject", set(u"sub"_s, u""_s), "subject");
        row("a long subject", set(u"sub"_s, QString(256, u'x')), "subject");
        row("the longest subject", set(u"sub"_s, QString(255, u'x')), "");
        row("a subject that is not ASCII", set(u"sub"_s, u"añb"_s), "subject");
        row("a subject with a line break", set(u"sub"_s, u"a\nb"_s), "subject");
        row("a number as subject", set(u"sub"_s, 5), "subject");
        row("no end", remove(u"exp"_s), "expired");
        row("ended", set(u"exp"_s, now - 120), "expired");
        row("ended within what clocks may differ", set(u"exp"_s, now - 119), "");
        row("an end as text", set(u"exp"_s, QString::number(now + 300)), "expired");
        row("an end before time began", set(u"exp"_s, -1), "expired");
        row("an end beyond all numbers", set(u"exp"_s, 1e300), "expired");
        row("an end with a fraction", set(u"exp"_s, double(now) + 0.5), "");
        row("no beginning", remove(u"iat"_s), "time");
        row("from the future", set(u"iat"_s, now + 121), "time");
        row("almost from the future", set(u"iat"_s, now + 120), "");
        row("old", set(u"iat"_s, now - 721), "time");
        row("not so old", set(u"iat"_s, now - 720), "");
        row("not yet", set(u"nbf"_s, now + 121), "time");
        row("just so", set(u"nbf"_s, now + 120), "");
        row("a text as nbf", set(u"nbf"_s, u"now"_s), "time");
        row("no nonce", remove(u"nonce"_s), "nonce");
        row("another nonce", set(u"nonce"_s, u"n-0S6_WzA2MJ"_s), "nonce");
        row("no hash of the access token", remove(u"at_hash"_s), "");
        row("another hash", set(u"at_hash"_s, u"77QmUPtjPfzWtF2AnpK9RQ"_s), "at_hash");
        row("an empty hash", set(u"at_hash"_s, u""_s), "at_hash");
    }
    void wrongClaimsAreRefused()
    {
        QFETCH(Change, change);
        QFETCH(QString, code);
        QJsonObject claims = goodClaims();
        change(claims);
        QCOMPARE(codeOf(tokenOf(m_rsa, claims)), code);
    }
    void withoutANonceOfOursNothingIsTaken()
    {
        auto asked = expected();
        asked.nonce.clear();
        const auto answer = oidc::verifyIdToken(tokenOf(m_rsa, goodClaims()), m_keys, asked);
        QCOMPARE(answer.error().code, u"id_token_nonce"_s);
        QJsonObject empty = goodClaims();
        empty.insert(u"nonce"_s, u""_s);
        QVERIFY(!oidc::verifyIdToken(tokenOf(m_rsa, empty), m_keys, asked));
    }
    void theHashOfTheAccessTokenGoesWithTheAlgorithm()
    {
        QCOMPARE(codeOf(tokenOf(m_ed, goodClaims(u"RS256"_s))), u"id_token_at_hash"_s);
        QCOMPARE(codeOf(tokenOf(m_rsa, goodClaims(u"EdDSA"_s))), u"id_token_at_hash"_s);
    }
    void algNoneIsRefused()
    {
        for (const QString &name : {u"none"_s, u"None"_s, u"NONE"_s, u""_s, u"rs256"_s, u"RS256 "_s}) {
            const QByteArray text = test::unsignedToken({{u"alg"_s, name}, {u"kid"_s, u"rsa"_s}}, goodClaims());
            QCOMPARE(codeOf(text + '.'), u"id_token_algorithm"_s);
            QCOMPARE(codeOf(text + '.' + oidc::toBase64Url(m_rsa.sign(text))), u"id_token_algorithm"_s);
        }
        QCOMPARE(codeOf(test::unsignedToken({{u"kid"_s, u"rsa"_s}}, goodClaims()) + '.'), u"id_token_algorithm"_s);
    }
    // The attack on libraries that take the public key for a secret.
    void aPublicKeyIsNoSecret()
    {
        const QByteArray text = test::unsignedToken({{u"alg"_s, u"HS256"_s}, {u"kid"_s, u"rsa"_s}}, goodClaims());
        const QByteArray secret = QJsonDocument(m_rsa.jwk(u"rsa"_s)).toJson();
        QCOMPARE(codeOf(text + '.' + oidc::toBase64Url(QMessageAuthenticationCode::hash(text, secret, QCryptographicHash::Sha256))),
                 u"id_token_algorithm"_s);
    }
    void aKeyIsGoodForItsAlgorithmOnly()
    {
        for (const QString &name : {u"ES256"_s, u"EdDSA"_s})
            QCOMPARE(codeOf(test::makeToken({{u"alg"_s, name}, {u"kid"_s, u"rsa"_s}}, goodClaims(), m_rsa)), u"id_token_key_unknown"_s);
        for (const QString &name : {u"RS384"_s, u"RS512"_s, u"PS256"_s, u"ES384"_s, u"ES256K"_s})
            QCOMPARE(codeOf(test::makeToken({{u"alg"_s, name}, {u"kid"_s, u"rsa"_s}}, goodClaims(), m_rsa)), u"id_token_algorithm"_s);
    }
    void keysOfOthersAreRefused()
    {
        QCOMPARE(codeOf(test::makeToken({{u"alg"_s, u"RS256"_s}, {u"kid"_s, u"rsa"_s}}, goodClaims(), SigningKey::rsa())),
                 u"id_token_signature"_s);
        QCOMPARE(codeOf(test::makeToken({{u"alg"_s, u"RS256"_s}, {u"kid"_s, u"new"_s}}, goodClaims(), m_rsa)), u"id_token_key_unknown"_s);
        // A token may not bring its own key.
        const SigningKey own = SigningKey::rsa();
        const QJsonObject header{
            {u"alg"_s, u"RS256"_s}, {u"kid"_s, u"rsa"_s}, {u"jwk"_s, own.jwk(u"rsa"_s)}, {u"jku"_s, u"https://evil.example"_s}};
        QCOMPARE(codeOf(test::makeToken(header, goodClaims(), own)), u"id_token_signature"_s);
    }
    void aTokenWithoutKeyIdNeedsAClearCase()
    {
        const QByteArray token = test::makeToken({{u"alg"_s, u"RS256"_s}}, goodClaims(), m_rsa);
        QCOMPARE(codeOf(token), QString());
        const auto two = parsed(test::keySet({m_rsa.jwk(u"a"_s), SigningKey::rsa().jwk(u"b"_s)}));
        QCOMPARE(oidc::verifyIdToken(token, two, expected()).error().code, u"id_token_key_unknown"_s);
    }
    void extensionsThatMustBeUnderstoodAreRefused()
    {
        const QJsonObject header{{u"alg"_s, u"RS256"_s}, {u"kid"_s, u"rsa"_s}, {u"crit"_s, QJsonArray{u"b64"_s}}, {u"b64"_s, false}};
        QCOMPARE(codeOf(test::makeToken(header, goodClaims(), m_rsa)), u"id_token_malformed"_s);
    }
    void otherFormsOfEcdsaAreRefused()
    {
        const QByteArray text = test::unsignedToken({{u"alg"_s, u"ES256"_s}, {u"kid"_s, u"ec"_s}}, goodClaims());
        QCOMPARE(codeOf(text + '.' + oidc::toBase64Url(m_ec.sign(text))), QString());
        QCOMPARE(codeOf(text + '.' + oidc::toBase64Url(m_ec.rawSignature(text))), u"id_token_signature"_s);
        QCOMPARE(codeOf(text + '.' + oidc::toBase64Url(QByteArray(64, '\0'))), u"id_token_signature"_s);
        QCOMPARE(codeOf(text + '.' + oidc::toBase64Url(QByteArray(64, '\xff'))), u"id_token_signature"_s);
    }
    void whatIsNoTokenIsRefused()
    {
        const QByteArray good = tokenOf(m_rsa, goodClaims());
        for (const QByteArray &text :
             {QByteArray(), QByteArray("."), QByteArray(".."), QByteArray("..."), QByteArray("a.b.c"), good + ".x", "." + good,
              good.first(good.lastIndexOf('.')), good + "=", good + " ", QByteArray(good).replace('.', "..")})
            QCOMPARE(codeOf(text), u"id_token_malformed"_s);
        QCOMPARE(codeOf(QByteArray(oidc::maxIdTokenBytes + 1, 'a')), u"id_token_malformed"_s);
        const QByteArray deep = oidc::toBase64Url(QByteArray(200, '[') + QByteArray(200, ']'));
        QCOMPARE(codeOf(deep + '.' + deep + ".AA"), u"id_token_malformed"_s);
        QJsonObject large = goodClaims();
        large.insert(u"x"_s, QString(oidc::maxIdTokenBytes, u'x'));
        QCOMPARE(codeOf(tokenOf(m_rsa, large)), u"id_token_malformed"_s);
    }
    // Whatever character of a token is changed: it is refused, unless it means the same.
    void everyChangeIsNoticed()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        constexpr QByteArrayView alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=";
        for (const SigningKey &key : {m_rsa, m_ec, m_ed}) {
            const QByteArray good = tokenOf(key, goodClaims(key.algorithm()));
            const qsizetype signature = good.lastIndexOf('.') + 1;
            for (int i = 0; i < 300; ++i) {
                QByteArray changed = good;
                const qsizetype at = random.bounded(int(changed.size()));
                changed[at] = alphabet[random.bounded(int(alphabet.size()))];
                const bool same = changed == good || (at >= signature && oidc::fromBase64Url(QByteArrayView(changed).sliced(signature)) ==
                                                                             oidc::fromBase64Url(QByteArrayView(good).sliced(signature)));
                QVERIFY2(same || !oidc::verifyIdToken(changed, m_keys, expected()),
                         qPrintable(u"seed %1: character %2 of %3"_s.arg(seed).arg(at).arg(QString::fromLatin1(good))));
            }
        }
    }

private:
    static QByteArray tokenOf(const SigningKey &key, const QJsonObject &claims)
    {
        static const QHash<QString, QString> ids{{u"RS256"_s, u"rsa"_s}, {u"ES256"_s, u"ec"_s}, {u"EdDSA"_s, u"ed"_s}};
        return test::makeToken({{u"alg"_s, key.algorithm()}, {u"kid"_s, ids.value(key.algorithm())}}, claims, key);
    }
    QString codeOf(const QByteArray &token) const
    {
        const auto answer = oidc::verifyIdToken(token, m_keys, expected());
        if (answer)
            return {};
        return answer.error().kind == ErrorKind::Unauthenticated ? answer.error().code : u"wrong kind"_s;
    }

    const SigningKey m_rsa = SigningKey::rsa();
    const SigningKey m_ec = SigningKey::p256();
    const SigningKey m_ed = SigningKey::ed25519();
    const oidc::KeySet m_keys = parsed(test::keySet({m_rsa.jwk(u"rsa"_s), m_ec.jwk(u"ec"_s), m_ed.jwk(u"ed"_s)}));
};

MELODY_TEST(IdTokenTest)
#include "id_token_test.moc"
