// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <crypto/chunk_token.h>

#include "primitives.h"

#include <QtCore/QtEndian>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace melody::crypto {
namespace {

using namespace Qt::StringLiterals;

constexpr quint8 version = 2; // 1 did not name the device
constexpr qsizetype macBytes = 32;
constexpr qsizetype bodyBytes = 1 + 16 + 16 + 16 + 1 + 8;
constexpr qsizetype tokenBytes = bodyBytes + macBytes;
constexpr qsizetype tokenChars = tokenBytes * 4 / 3;
static_assert(tokenBytes % 3 == 0, "each character carries six bits of the token, so that it has one form only");
constexpr qsizetype minKeyBytes = 32;
constexpr auto encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

using Token = std::array<quint8, tokenBytes>;
using Mac = std::array<quint8, macBytes>;

Mac macOf(const quint8 *body, QByteArrayView key)
{
    require(key.size() >= minKeyBytes, "the key of chunk tokens is too short");
    Mac mac{};
    unsigned length = 0;
    require(HMAC(EVP_sha256(), key.data(), int(key.size()), body, size_t(bodyBytes), mac.data(), &length) && length == macBytes,
            "HMAC-SHA256 fails");
    return mac;
}

tl::unexpected<Error> refused(const QString &code, const QString &detail)
{
    return fail(ErrorKind::Forbidden, code, detail);
}

} // namespace

QByteArray signChunkToken(const ChunkGrant &grant, QByteArrayView key)
{
    Token token{version};
    quint8 *at = put(token.data() + 1, grant.signIn.uuid());
    at = put(at, grant.session.uuid());
    at = put(at, grant.asset.uuid());
    *at++ = grant.highestRung;
    at = put(at, quint64(grant.expires.time_since_epoch().count()));
    const Mac mac = macOf(token.data(), key);
    std::copy(mac.begin(), mac.end(), at);
    return QByteArray::fromRawData(reinterpret_cast<const char *>(token.data()), tokenBytes).toBase64(encoding);
}

Result<ChunkGrant> checkChunkToken(QByteArrayView token, QByteArrayView key, const AssetId &asset, quint8 rung, TimePoint now)
{
    const auto malformed = [] { return refused(u"token_malformed"_s, u"The token is not a chunk token."_s); };
    if (token.size() != tokenChars)
        return malformed();
    const auto decoding = QByteArray::fromBase64Encoding(QByteArray::fromRawData(token.data(), token.size()),
                                                         encoding | QByteArray::AbortOnBase64DecodingErrors);
    const QByteArray &decoded = decoding.decoded;
    if (!decoding || decoded.size() != tokenBytes || quint8(decoded.front()) != version)
        return malformed();
    const auto *bytes = reinterpret_cast<const quint8 *>(decoded.constData());
    const Mac mac = macOf(bytes, key);
    if (CRYPTO_memcmp(mac.data(), bytes + bodyBytes, mac.size()) != 0)
        return refused(u"token_forged"_s, u"The token was not signed by this service."_s);

    const QByteArrayView body(decoded);
    ChunkGrant grant;
    grant.signIn = SignInId(QUuid::fromRfc4122(body.sliced(1, 16)));
    grant.session = PlaybackId(QUuid::fromRfc4122(body.sliced(17, 16)));
    grant.asset = AssetId(QUuid::fromRfc4122(body.sliced(33, 16)));
    grant.highestRung = bytes[49];
    grant.expires = TimePoint(std::chrono::milliseconds(qFromBigEndian<qint64>(bytes + 50)));
    if (now >= grant.expires)
        return refused(u"token_expired"_s, u"The token has expired; open a new session."_s);
    if (grant.asset != asset)
        return refused(u"token_other_asset"_s, u"The token is for another recording."_s);
    if (rung > grant.highestRung)
        return refused(u"rung_not_allowed"_s, u"The session may not have this rung."_s);
    return grant;
}

} // namespace melody::crypto
