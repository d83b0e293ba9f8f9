// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/test_main.h>
#include <tokens/key_ring.h>

#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::tokens;
using namespace Qt::StringLiterals;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

SigningKey keyOf(char seed, TimePoint signsFrom = {})
{
    return SigningKey::fromSeed(QByteArray(32, seed), signsFrom).value();
}

constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
const QJsonObject payload{{u"sub"_s, u"ana"_s}, {u"n"_s, 7}};

} // namespace

class TokenTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aKeyIsNamedByItsThumbprint()
    {
        // RFC 8037, appendix A.1 to A.3.
        const QByteArray seed = QByteArray::fromBase64("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A", base64Url);
        const auto key = SigningKey::fromSeed(seed, {});
        QVERIFY(key);
        QCOMPARE(key->publicKey.toBase64(base64Url), "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        QCOMPARE(key->kid, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        QVERIFY(!SigningKey::fromSeed(seed.chopped(1), {}));
    }
    void aTokenIsOpenedByTheKeyThatItsHeaderNames()
    {
        const KeySet keys{keyOf('a'), keyOf('b'), keyOf('c')};
        for (const SigningKey &key : keys)
            QCOMPARE(openToken(signToken(payload, key), keys), Result<QJsonObject>(payload));
        QVERIFY(!openToken(signToken(payload, keyOf('d')), keys));
        QVERIFY(!openToken(signToken(payload, keys[0]), {}));
    }
    void oneChangedCharacterAnywhereIsRefused()
    {
        const KeySet keys{keyOf('a')};
        const QByteArray token = signToken(payload, keys[0]);
        // The last character of a signature carries bits that decoding drops, so it is left out.
        for (qsizetype i = 0; i + 1 < token.size(); ++i) {
            QByteArray forged = token;
            forged[i] = forged[i] == 'A' ? 'B' : 'A';
            QVERIFY2(!openToken(forged, keys), QByteArray::number(i).constData());
        }
    }
    void noOtherHeaderIsTaken()
    {
        const KeySet keys{keyOf('a')};
        const QList<QByteArray> parts = signToken(payload, keys[0]).split('.');
        for (const QByteArray &header :
             {QByteArray(R"({"alg":"none","typ":"JWT"})"), QByteArray(R"({"alg":"HS256","kid":")" + keys[0].kid + R"(","typ":"JWT"})"),
              QByteArray(R"({"alg":"EdDSA","typ":"JWT"})"), QByteArray(R"({"kid":")" + keys[0].kid + R"(","alg":"EdDSA","typ":"JWT"})")}) {
            QVERIFY(!openToken(header.toBase64(base64Url) + '.' + parts[1] + '.' + parts[2], keys));
            QVERIFY(!openToken(header.toBase64(base64Url) + '.' + parts[1] + '.', keys));
        }
        for (const QByteArray &junk : {QByteArray(), QByteArray("."), QByteArray(".."), QByteArray("a.b.c"), QByteArray(5000, 'a'),
                                       parts[0], parts[0] + '.' + parts[1]})
            QVERIFY(!openToken(junk, keys));
    }
    void theJwkSetHoldsNoSecret()
    {
        const SigningKey key = keyOf('a');
        const QJsonObject jwk = publicKeys({key})[u"keys"_s].toArray()[0].toObject();
        QCOMPARE(jwk[u"kty"_s].toString(), u"OKP"_s);
        QCOMPARE(QByteArray::fromBase64(jwk[u"x"_s].toString().toLatin1(), base64Url), key.publicKey);
        QCOMPARE(jwk[u"kid"_s].toString().toLatin1(), key.kid);
        QVERIFY(!jwk.contains(u"d"_s));
    }
    void overYearsOfRotationEveryTokenIsKnownAsLongAsItLives()
    {
        const Rotation rotation;
        for (quint32 seed = 0; seed < 50; ++seed) {
            QRandomGenerator random(seed);
            TimePoint now{hours(1000)};
            KeySet keys;
            char next = 'a';
            std::vector<std::pair<QByteArray, TimePoint>> signedBy; // kid, expiry
            for (int step = 0; step < 2000; ++step) {
                const KeyPlan plan = planKeys(keys, now, rotation);
                std::erase_if(keys, [&](const SigningKey &key) { return plan.remove.contains(key.kid); });
                if (plan.makeOneThatSignsFrom)
                    keys.insert(keys.begin(), keyOf(next++, *plan.makeOneThatSignsFrom));
                const SigningKey *key = keyThatSigns(keys, now);
                QVERIFY2(key && key->signsFrom <= now, QByteArray::number(seed).constData());
                for (const auto &entry : signedBy) {
                    const auto &[kid, expires] = entry;
                    const bool known =
                        std::any_of(keys.begin(), keys.end(), [&](const SigningKey &each) { return each.kid == entry.first; });
                    QVERIFY2(known || expires <= now, QByteArray::number(seed).constData());
                }
                std::erase_if(signedBy, [now](const auto &each) { return each.second <= now; });
                signedBy.emplace_back(key->kid, now + rotation.tokenLifetime);
                QVERIFY(keys.size() <= 3);
                now += minutes(random.bounded(step % 7 == 0 ? 10 : 3000));
            }
        }
    }
    void aNewKeyIsKnownToEverybodyBeforeItSigns()
    {
        const Rotation rotation;
        const TimePoint start{hours(1)};
        const KeySet keys{keyOf('a', start)};
        QVERIFY(!planKeys(keys, start + rotation.every - minutes(1), rotation).makeOneThatSignsFrom);
        const TimePoint due = start + rotation.every;
        QCOMPARE(planKeys(keys, due, rotation).makeOneThatSignsFrom, std::optional(due + rotation.publishedAhead));
    }
};

MELODY_TEST(TokenTest)
#include "token_test.moc"
