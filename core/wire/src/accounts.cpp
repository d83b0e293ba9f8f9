// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/accounts.h>

#include "parts.h"

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxEmail = 254; // RFC 5321, errata 1690
constexpr int maxPassword = 256;
constexpr int maxDisplayName = 80;
constexpr int maxTokenChars = 4096;
constexpr int deviceKeyBytes = 32;

// Whether mail can reach it only a mail shows; this keeps out what is no address at all.
QString readEmail(ObjectReader &reader, const QString &field)
{
    const QString email = reader.string(field, 3, maxEmail);
    const auto isBad = [](QChar c) { return c.isSpace() || c.category() == QChar::Other_Control; };
    const qsizetype at = email.indexOf(u'@');
    const bool good = at > 0 && at == email.lastIndexOf(u'@') && at < email.size() - 1 && std::none_of(email.begin(), email.end(), isBad);
    if (!email.isEmpty() && !good)
        reader.report(field, u"not_an_email"_s, u"must be an e-mail address"_s);
    return email;
}

SignUpRequest readSignUp(ObjectReader &reader)
{
    SignUpRequest request;
    request.email = readEmail(reader, u"email"_s);
    request.password = reader.string(u"password"_s, 8, maxPassword);
    request.displayName = reader.string(u"display_name"_s, 1, maxDisplayName);
    request.language = reader.string(u"language"_s, 1, maxWordLength);
    if (!request.language.isEmpty() && request.language != u"en" && request.language != u"es")
        reader.report(u"language"_s, u"not_supported"_s, u"must be en or es"_s);
    return request;
}

SignInRequest readSignIn(ObjectReader &reader)
{
    SignInRequest request;
    request.email = readEmail(reader, u"email"_s);
    request.password = reader.string(u"password"_s, 1, maxPassword);
    request.deviceName = reader.string(u"device_name"_s, 1, maxDisplayName);
    request.devicePublicKey = reader.base64(u"device_public_key"_s, deviceKeyBytes, deviceKeyBytes);
    return request;
}

SignedIn readSignedIn(ObjectReader &reader)
{
    SignedIn answer;
    answer.user = reader.id<UserId>(u"user"_s);
    answer.accessToken = reader.string(u"access_token"_s, 1, maxTokenChars);
    answer.accessExpiresInMs = reader.integer(u"access_expires_in_ms"_s, 0, std::chrono::milliseconds(std::chrono::hours(24)).count());
    answer.refreshToken = reader.string(u"refresh_token"_s, 1, maxTokenChars);
    return answer;
}

Profile readProfile(ObjectReader &reader)
{
    Profile profile;
    profile.id = reader.id<UserId>(u"id"_s);
    profile.email = reader.string(u"email"_s, 0, maxEmail);
    profile.displayName = reader.string(u"display_name"_s, 0, maxDisplayName);
    profile.language = reader.string(u"language"_s, 0, maxWordLength);
    profile.roles = reader.strings(u"roles"_s, 0, 32, maxWordLength);
    return profile;
}

} // namespace

QJsonObject toJson(const SignUpRequest &request)
{
    return {{u"email"_s, request.email},
            {u"password"_s, request.password},
            {u"display_name"_s, request.displayName},
            {u"language"_s, request.language}};
}

QJsonObject toJson(const SignInRequest &request)
{
    return {{u"email"_s, request.email},
            {u"password"_s, request.password},
            {u"device_name"_s, request.deviceName},
            {u"device_public_key"_s, QString::fromLatin1(request.devicePublicKey.toBase64())}};
}

QJsonObject toJson(const SignedIn &answer)
{
    return {{u"user"_s, answer.user.toString()},
            {u"access_token"_s, answer.accessToken},
            {u"access_expires_in_ms"_s, answer.accessExpiresInMs},
            {u"refresh_token"_s, answer.refreshToken}};
}

QJsonObject toJson(const Profile &profile)
{
    return {{u"id"_s, profile.id.toString()},
            {u"email"_s, profile.email},
            {u"display_name"_s, profile.displayName},
            {u"language"_s, profile.language},
            {u"roles"_s, QJsonArray::fromStringList(profile.roles)}};
}

Result<SignUpRequest> parseSignUpRequest(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readSignUp);
}

Result<SignInRequest> parseSignInRequest(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readSignIn);
}

Result<SignedIn> parseSignedIn(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readSignedIn);
}

Result<Profile> parseProfile(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readProfile);
}

} // namespace melody::wire
