// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "access_token.h"
#include <accounts/refresh_token.h>

#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

accounts::AccessClaims claimsAt(TimePoint now)
{
    const auto issued = std::chrono::floor<std::chrono::seconds>(now);
    return {{UserId::create(now), SignInId::create(now), http::Role::Listener | http::Role::Creator, issued - std::chrono::minutes(3), true,
             true},
            issued,
            issued + std::chrono::minutes(10)};
}

} // namespace

class AccessTokenTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTokenSaysWhatWasSigned()
    {
        const auto claims = claimsAt(SystemClock().now());
        const auto opened = accounts::openAccessToken(accounts::signAccessToken(claims, m_keys[0]), m_keys);
        QVERIFY(opened);
        QCOMPARE(opened->principal.user, claims.principal.user);
        QCOMPARE(opened->principal.signIn, claims.principal.signIn);
        QCOMPARE(opened->principal.roles, claims.principal.roles);
        QVERIFY(opened->principal.proved == claims.principal.proved && opened->principal.child && opened->principal.secondFactor);
        QVERIFY(opened->issued == claims.issued && opened->expires == claims.expires);
    }
    void aClaimThatIsMissingOrOfSomebodyElseIsRefused()
    {
        const QByteArray token = accounts::signAccessToken(claimsAt(SystemClock().now()), m_keys[0]);
        const QJsonObject good = *tokens::openToken(token, m_keys);
        QVERIFY(accounts::openAccessToken(tokens::signToken(good, m_keys[0]), m_keys));
        for (const QString &claim : {u"iss"_s, u"aud"_s, u"sub"_s, u"sid"_s, u"iat"_s, u"exp"_s}) {
            for (const QJsonValue &value : {QJsonValue(QJsonValue::Undefined), QJsonValue(u"somebody"_s), QJsonValue(-1)}) {
                QJsonObject changed = good;
                changed.remove(claim);
                if (!value.isUndefined())
                    changed.insert(claim, value);
                QVERIFY2(!accounts::openAccessToken(tokens::signToken(changed, m_keys[0]), m_keys), qPrintable(claim));
            }
        }
    }
    void whoDoesNotSayWhenTheyProvedItNeverDid()
    {
        QJsonObject payload = *tokens::openToken(accounts::signAccessToken(claimsAt(SystemClock().now()), m_keys[0]), m_keys);
        payload.remove(u"auth_time"_s);
        payload.insert(u"amr"_s, QJsonArray{u"pwd"_s}); // nor showed a second factor
        const auto opened = accounts::openAccessToken(tokens::signToken(payload, m_keys[0]), m_keys);
        QVERIFY(opened && opened->principal.proved == TimePoint() && !opened->principal.secondFactor);
    }
    void anotherKeyIsRefused()
    {
        const tokens::KeySet others{tokens::SigningKey::fromSeed(QByteArray(32, 'o'), {}).value()};
        QVERIFY(!accounts::openAccessToken(accounts::signAccessToken(claimsAt(SystemClock().now()), m_keys[0]), others));
    }
    void aRefreshTokenSurvivesItsTextAndHidesBehindItsHash()
    {
        const TimePoint now = SystemClock().now();
        const auto token = accounts::RefreshToken::create(UserId::create(now), SignInId::create(now));
        const auto parsed = accounts::RefreshToken::parse(token.toString());
        QVERIFY(parsed);
        QCOMPARE(parsed->user, token.user);
        QCOMPARE(parsed->signIn, token.signIn);
        QCOMPARE(parsed->hash(), token.hash());
        QCOMPARE(token.hash().size(), 32);
        QVERIFY(!accounts::RefreshToken::parse(token.toString().chopped(1)));
        QVERIFY(!accounts::RefreshToken::parse(u"!!"_s));
    }

private:
    const tokens::KeySet m_keys{tokens::SigningKey::fromSeed(QByteArray(32, 's'), {}).value()};
};

MELODY_TEST(AccessTokenTest)
#include "access_token_test.moc"
