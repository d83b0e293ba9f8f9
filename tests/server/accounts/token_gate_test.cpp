// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "token_gate.h"

#include <accounts/refresh_token.h>
#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

// Keys as the test sets them.
class FixedKeys final : public tokens::KeyRing {
public:
    std::shared_ptr<const tokens::KeySet> keys() const override { return std::make_shared<const tokens::KeySet>(set); }
    void wantKeys() override { ++wanted; }
    Result<tokens::SigningKey> signingKey() override { return set.front(); }
    Result<void> load() override { return {}; }
    void start() override {}
    void stop() override {}

    tokens::KeySet set{tokens::SigningKey::fromSeed(QByteArray(32, 's'), {}).value()};
    int wanted = 0;
};

} // namespace

class TokenGateTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTokenIsGoodUntilItExpires()
    {
        FakeClock clock;
        const accounts::TokenGate gate(m_keys, clock, minutes(10));
        const QByteArray token = tokenOf(SignInId::create(clock.now()), clock.now());
        QVERIFY(gate.check(token));
        clock.advance(minutes(10) - seconds(1));
        QVERIFY(gate.check(token));
        clock.advance(seconds(1));
        QCOMPARE(gate.check(token).error().code, u"token_expired"_s);
    }
    void aTokenOfAnUnknownKeyMakesUsLookForIt()
    {
        FakeClock clock;
        const accounts::TokenGate gate(m_keys, clock, minutes(10));
        const auto next = tokens::SigningKey::fromSeed(QByteArray(32, 'n'), {}).value();
        const QByteArray token = accounts::signAccessToken(claims(SignInId::create(clock.now()), clock.now()), next);
        const int before = m_keys.wanted;
        QCOMPARE(gate.check(token).error().code, u"token_invalid"_s);
        QCOMPARE(m_keys.wanted, before + 1);
        m_keys.set.insert(m_keys.set.begin(), next);
        QVERIFY(gate.check(token));
        m_keys.set.erase(m_keys.set.begin());
    }
    void aRefreshTokenHas256BitsOfItsOwn()
    {
        const auto user = UserId::create(TimePoint());
        const auto signIn = SignInId::create(TimePoint());
        QSet<QByteArray> secrets;
        for (int i = 0; i < 1000; ++i) {
            const auto token = accounts::RefreshToken::create(user, signIn);
            QCOMPARE(token.secret.size(), 32);
            secrets.insert(token.secret);
        }
        QCOMPARE(secrets.size(), 1000);
    }
    void aRevokedSignInIsRefusedAtOnceAndOthersAreNot()
    {
        FakeClock clock;
        accounts::TokenGate gate(m_keys, clock, minutes(10));
        const auto signIn = SignInId::create(clock.now());
        const QByteArray token = tokenOf(signIn, clock.now());
        const QByteArray other = tokenOf(SignInId::create(clock.now()), clock.now());
        QVERIFY(gate.check(token));
        gate.revoke(signIn, clock.now());
        QCOMPARE(gate.check(token).error().code, u"signed_out"_s);
        QVERIFY(gate.check(other));
    }

private:
    static accounts::AccessClaims claims(const SignInId &signIn, TimePoint now)
    {
        return {{UserId::create(now), signIn, http::Role::Listener}, now, now + minutes(10)};
    }
    QByteArray tokenOf(const SignInId &signIn, TimePoint now) const
    {
        return accounts::signAccessToken(claims(signIn, now), m_keys.set[0]);
    }

    FixedKeys m_keys;
};

MELODY_TEST(TokenGateTest)
#include "token_gate_test.moc"
