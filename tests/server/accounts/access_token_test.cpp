// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "access_token.h"
#include "refresh_token.h"

#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

accounts::AccessClaims claimsAt(TimePoint now)
{
    const auto issued = std::chrono::floor<std::chrono::seconds>(now);
    return {{UserId::create(now), SignInId::create(now), http::Role::Listener | http::Role::Creator},
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
        const auto opened = accounts::openAccessToken(accounts::signAccessToken(claims, m_keys), m_keys);
        QVERIFY(opened);
        QCOMPARE(opened->principal.user, claims.principal.user);
        QCOMPARE(opened->principal.signIn, claims.principal.signIn);
        QCOMPARE(opened->principal.roles, claims.principal.roles);
        QVERIFY(opened->issued == claims.issued && opened->expires == claims.expires);
    }
    void oneChangedCharacterAnywhereIsRefused()
    {
        const QByteArray token = accounts::signAccessToken(claimsAt(SystemClock().now()), m_keys);
        // The last character of a signature carries bits that decoding drops, so it is left out.
        for (qsizetype i = 0; i + 1 < token.size(); ++i) {
            QByteArray forged = token;
            forged[i] = forged[i] == 'A' ? 'B' : 'A';
            QVERIFY2(!accounts::openAccessToken(forged, m_keys), qPrintable(u"character %1"_s.arg(i)));
        }
    }
    void anotherKeyOrAnotherAlgorithmIsRefused()
    {
        const auto others = accounts::TokenKeys::fromSeed(QByteArray(32, 'o')).value();
        const QByteArray token = accounts::signAccessToken(claimsAt(SystemClock().now()), m_keys);
        QVERIFY(!accounts::openAccessToken(token, others));
        const QByteArray none =
            QByteArray(R"({"alg":"none","typ":"JWT"})").toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        const QByteArray payload = token.split('.')[1];
        QVERIFY(!accounts::openAccessToken(none + '.' + payload + '.', m_keys));
        for (const QByteArray &junk : {QByteArray(), QByteArray("."), QByteArray("a.b.c"), QByteArray(5000, 'a'), token.split('.')[0]})
            QVERIFY(!accounts::openAccessToken(junk, m_keys));
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
    accounts::TokenKeys m_keys = accounts::TokenKeys::fromSeed(QByteArray(32, 's')).value();
};

MELODY_TEST(AccessTokenTest)
#include "access_token_test.moc"
