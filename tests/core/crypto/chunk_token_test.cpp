// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <crypto/chunk_token.h>
#include <support/test_main.h>

using namespace melody;
using namespace melody::crypto;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

const QByteArray tokenKey(32, 'k');
const FakeClock aClock;
const ChunkGrant grant{SignInId::create(aClock.now()), PlaybackId::create(aClock.now()), AssetId::create(aClock.now()), 3,
                       aClock.now() + milliseconds(60'000)};

QString refusal(QByteArrayView token, QByteArrayView with = tokenKey, const AssetId &asset = grant.asset, quint8 rung = 3,
                TimePoint now = aClock.now())
{
    const auto checked = checkChunkToken(token, with, asset, rung, now);
    if (checked)
        return u"none"_s;
    return checked.error().kind == ErrorKind::Forbidden ? checked.error().code : u"wrong kind"_s;
}

} // namespace

class ChunkTokenTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aSignedGrantComesBack()
    {
        const QByteArray token = signChunkToken(grant, tokenKey);
        QCOMPARE(token.size(), 120);
        for (quint8 rung = 0; rung <= grant.highestRung; ++rung) {
            const auto checked = checkChunkToken(token, tokenKey, grant.asset, rung, aClock.now());
            QVERIFY(checked);
            QCOMPARE(*checked, grant);
        }
    }
    void theFormIsTheOneOfTheHeader()
    {
        // base64url(version, sign-in, session, asset, highest rung, expiry, HMAC-SHA256), made with Python's hmac.
        const ChunkGrant fixed{*SignInId::parse(u"018f2b6e-7c00-7abc-8def-0123456789aa"),
                               *PlaybackId::parse(u"018f2b6e-7c00-7abc-8def-0123456789ab"),
                               *AssetId::parse(u"018f2b6e-7c00-7abc-8def-0123456789ac"), 4, TimePoint(milliseconds(1'700'000'000'123))};
        QCOMPARE(signChunkToken(fixed, tokenKey), QByteArray("AgGPK258AHq8je8BI0VniaoBjytufAB6vI3vASNFZ4mrAY8rbnwAeryN7wEjRWeJrAQAAAGLz-"
                                                             "Voe-j8daDGcub0_c_wAhozlvWevh3AzZmfjFvkACgucfMx"));
    }
    void everyChangedCharacterIsRefused()
    {
        const QByteArray token = signChunkToken(grant, tokenKey);
        const QByteArray letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/. ";
        for (qsizetype at = 0; at < token.size(); ++at) {
            for (const char letter : letters) {
                QByteArray changed = token;
                changed[at] = letter;
                const QString refused = refusal(changed);
                QVERIFY2(changed == token || refused == u"token_forged" || refused == u"token_malformed", qPrintable(refused));
            }
        }
    }
    void whatIsNoTokenIsMalformed()
    {
        const QByteArray token = signChunkToken(grant, tokenKey);
        for (qsizetype size = 0; size < token.size(); ++size)
            QCOMPARE(refusal(token.first(size)), u"token_malformed"_s);
        QCOMPARE(refusal(token + 'A'), u"token_malformed"_s);
        QCOMPARE(refusal(token + '='), u"token_malformed"_s);
        QCOMPARE(refusal(QByteArray(120, '\0')), u"token_malformed"_s);
        QCOMPARE(refusal(QByteArray(1'000'000, 'A')), u"token_malformed"_s);
    }
    void anotherKeyMakesItForged()
    {
        QCOMPARE(refusal(signChunkToken(grant, QByteArray(32, 'x'))), u"token_forged"_s);
        QCOMPARE(refusal(signChunkToken(grant, QByteArray(64, 'k'))), u"token_forged"_s);
    }
    void aTokenEndsWithItsExpiry()
    {
        const QByteArray token = signChunkToken(grant, tokenKey);
        QCOMPARE(refusal(token, tokenKey, grant.asset, 0, grant.expires - milliseconds(1)), u"none"_s);
        QCOMPARE(refusal(token, tokenKey, grant.asset, 0, grant.expires), u"token_expired"_s);
    }
    void anotherAssetIsRefused()
    {
        QCOMPARE(refusal(signChunkToken(grant, tokenKey), tokenKey, AssetId::create(aClock.now())), u"token_other_asset"_s);
    }
    void aHigherRungIsRefused()
    {
        QCOMPARE(refusal(signChunkToken(grant, tokenKey), tokenKey, grant.asset, 4), u"rung_not_allowed"_s);
        QCOMPARE(refusal(signChunkToken(grant, tokenKey), tokenKey, grant.asset, 255), u"rung_not_allowed"_s);
    }
    void aForgeryIsNamedBeforeAnythingItSays()
    {
        ChunkGrant old = grant;
        old.expires = TimePoint();
        QCOMPARE(refusal(signChunkToken(old, QByteArray(32, 'x'))), u"token_forged"_s);
    }
    void checkingIsQuick()
    {
        const QByteArray token = signChunkToken(grant, tokenKey);
        QBENCHMARK
        {
            QVERIFY(checkChunkToken(token, tokenKey, grant.asset, 1, aClock.now()));
        }
    }
};

MELODY_TEST(ChunkTokenTest)
#include "chunk_token_test.moc"
