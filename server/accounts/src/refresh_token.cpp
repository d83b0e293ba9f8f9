// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <accounts/refresh_token.h>

#include <QtCore/QCryptographicHash>

#include <sodium.h>

namespace melody::accounts {
namespace {

constexpr qsizetype refreshSecretBytes = 32;
constexpr qsizetype tokenBytes = 16 + 16 + refreshSecretBytes;
constexpr auto refreshEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

} // namespace

RefreshToken RefreshToken::create(const UserId &user, const SignInId &signIn)
{
    RefreshToken token{user, signIn, QByteArray(refreshSecretBytes, '\0')};
    randombytes_buf(token.secret.data(), size_t(refreshSecretBytes));
    return token;
}

std::optional<RefreshToken> RefreshToken::parse(const QString &text)
{
    const auto result = QByteArray::fromBase64Encoding(text.toUtf8(), refreshEncoding | QByteArray::AbortOnBase64DecodingErrors);
    const QByteArray &decoded = result.decoded;
    if (!result || decoded.size() != tokenBytes)
        return std::nullopt;
    return RefreshToken{UserId(QUuid::fromRfc4122(QByteArrayView(decoded).first(16))),
                        SignInId(QUuid::fromRfc4122(QByteArrayView(decoded).sliced(16, 16))), decoded.sliced(32)};
}

QString RefreshToken::toString() const
{
    return QString::fromLatin1(bytes().toBase64(refreshEncoding));
}

QByteArray RefreshToken::hash() const
{
    return QCryptographicHash::hash(bytes(), QCryptographicHash::Sha256);
}

} // namespace melody::accounts
