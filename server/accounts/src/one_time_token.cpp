// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "one_time_token.h"

#include <accounts/sql.h>

#include <QtCore/QCryptographicHash>

#include <sodium.h>

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype secretBytes = 32;
constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QString nameOf(Purpose purpose)
{
    switch (purpose) {
    case Purpose::ConfirmEmail:
        return u"confirm_email"_s;
    case Purpose::ResetPassword:
        return u"reset_password"_s;
    case Purpose::SecondFactor:
        return u"second_factor"_s;
    }
    return {};
}

QByteArray bytesOf(const OneTimeToken &token)
{
    return token.user.uuid().toRfc4122() + token.secret;
}

} // namespace

std::optional<OneTimeToken> OneTimeToken::parse(const QString &text)
{
    const auto result = QByteArray::fromBase64Encoding(text.toUtf8(), base64Url | QByteArray::AbortOnBase64DecodingErrors);
    if (!result || result.decoded.size() != 16 + secretBytes)
        return std::nullopt;
    return OneTimeToken{UserId(QUuid::fromRfc4122(QByteArrayView(result.decoded).first(16))), result.decoded.sliced(16)};
}

QByteArray OneTimeToken::hash() const
{
    return QCryptographicHash::hash(bytesOf(*this), QCryptographicHash::Sha256);
}

QString issueToken(db::Transaction &transaction, const UserId &user, Purpose purpose, const QJsonObject &payload, TimePoint now,
                   std::chrono::milliseconds lifetime)
{
    OneTimeToken token{user, QByteArray(secretBytes, '\0')};
    randombytes_buf(token.secret.data(), size_t(secretBytes));
    transaction.exec(sql::forgetTokens, {user, now});
    transaction.exec(sql::insertToken, {user, token.hash(), nameOf(purpose), payload, now, now + lifetime});
    return QString::fromLatin1(bytesOf(token).toBase64(base64Url));
}

std::optional<QJsonObject> findToken(db::Transaction &transaction, const OneTimeToken &token, Purpose purpose, TimePoint now)
{
    const auto row = transaction.exec(sql::token, {token.user, token.hash(), nameOf(purpose), now}).first();
    return row ? std::optional(row->get<QJsonObject>("payload")) : std::nullopt;
}

void useToken(db::Transaction &transaction, const OneTimeToken &token, TimePoint now)
{
    transaction.exec(sql::useToken, {token.user, token.hash(), now});
}

void dropTokens(db::Transaction &transaction, const UserId &user, Purpose purpose)
{
    transaction.exec(sql::deleteTokens, {user, nameOf(purpose)});
}

} // namespace melody::accounts
