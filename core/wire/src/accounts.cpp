// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/accounts.h>
#include <wire/identity.h>

#include "account_parts.h"
#include "parts.h"

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

SignUpRequest readSignUp(ObjectReader &reader)
{
    SignUpRequest request;
    request.email = readEmail(reader, u"email"_s);
    request.password = reader.string(u"password"_s, shortestPassword, maxPassword);
    request.displayName = reader.string(u"display_name"_s, 1, maxDisplayName);
    request.language = reader.string(u"language"_s, 1, maxWordLength);
    checkLanguage(reader, request.language);
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
    answer.accessExpiresInMs = reader.integer(u"access_expires_in_ms"_s, 0, maxAccessLifetimeMs);
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
    profile.emailConfirmed = reader.boolean(u"email_confirmed"_s, false);
    profile.secondFactor = reader.boolean(u"second_factor"_s, false);
    profile.avatar = reader.optionalId<ImageId>(u"avatar"_s).value_or(ImageId());
    profile.paymentCountry = readText(reader, u"payment_country"_s, 2);
    profile.birthDate = readDate(reader, u"birth_date"_s);
    profile.listeningVisible = reader.boolean(u"listening_visible"_s, false);
    profile.version = reader.optionalInteger(u"version"_s, 0, maxVersion).value_or(0);
    profile.recoveryCodesLeft = int(reader.optionalInteger(u"recovery_codes_left"_s, 0, recoveryCodeCount).value_or(0));
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
    QJsonObject json{{u"id"_s, profile.id.toString()},
                     {u"email"_s, profile.email},
                     {u"display_name"_s, profile.displayName},
                     {u"language"_s, profile.language},
                     {u"roles"_s, QJsonArray::fromStringList(profile.roles)},
                     {u"email_confirmed"_s, profile.emailConfirmed},
                     {u"second_factor"_s, profile.secondFactor},
                     {u"payment_country"_s, profile.paymentCountry},
                     {u"birth_date"_s, profile.birthDate},
                     {u"listening_visible"_s, profile.listeningVisible},
                     {u"version"_s, profile.version},
                     {u"recovery_codes_left"_s, profile.recoveryCodesLeft}};
    insertId(json, u"avatar"_s, profile.avatar);
    return json;
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
