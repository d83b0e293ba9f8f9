// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/identity.h>

#include "account_parts.h"
#include "parts.h"

#include <QtCore/QLocale>

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype totpDigits = 6;
constexpr int maxCodeChars = 40; // of a recovery code, with what people put between its groups
constexpr int maxUri = 1000;

QString readTotp(ObjectReader &reader, bool required)
{
    const QString field = u"totp"_s;
    const QString code =
        required ? reader.string(field, totpDigits, totpDigits) : reader.optionalString(field, totpDigits, totpDigits).value_or(QString());
    if (!std::all_of(code.begin(), code.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
        reader.report(field, u"not_a_code"_s, u"must be six digits"_s);
    return code;
}

// One of several fields, and no more: each that is missing is named when none is there.
void checkExactlyOne(ObjectReader &reader, const QStringList &fields)
{
    QStringList given;
    for (const QString &field : fields) {
        if (reader.has(field))
            given.append(field);
    }
    if (given.size() > 1)
        reader.report(given.constLast(), u"one_of"_s, u"give only one of "_s + fields.join(u", "_s));
    for (const QString &field : given.isEmpty() ? fields : QStringList())
        reader.report(field, u"required"_s, u"give one of "_s + fields.join(u", "_s));
}

QString readOptional(ObjectReader &reader, const QString &field, qsizetype maxLength)
{
    return reader.optionalString(field, 1, maxLength).value_or(QString());
}

SecondFactorRequest readSecondFactor(ObjectReader &reader)
{
    SecondFactorRequest request{reader.string(u"challenge"_s, 1, maxTokenChars), readTotp(reader, false),
                                readOptional(reader, u"recovery_code"_s, maxCodeChars)};
    checkExactlyOne(reader, {u"totp"_s, u"recovery_code"_s});
    return request;
}

ConfirmationRequest readConfirmation(ObjectReader &reader)
{
    ConfirmationRequest request{readOptional(reader, u"token"_s, maxTokenChars),
                                reader.has(u"email"_s) ? readEmail(reader, u"email"_s) : QString()};
    checkExactlyOne(reader, {u"token"_s, u"email"_s});
    return request;
}

EmailRequest readEmailRequest(ObjectReader &reader)
{
    return {readEmail(reader, u"email"_s)};
}

NewPassword readNewPassword(ObjectReader &reader)
{
    return {reader.string(u"password"_s, shortestPassword, maxPassword)};
}

PasswordChange readPasswordChange(ObjectReader &reader)
{
    return {reader.string(u"current_password"_s, 1, maxPassword), reader.string(u"password"_s, shortestPassword, maxPassword)};
}

ProofRequest readProofRequest(ObjectReader &reader)
{
    ProofRequest request{readOptional(reader, u"password"_s, maxPassword), readTotp(reader, false),
                         readOptional(reader, u"recovery_code"_s, maxCodeChars)};
    checkExactlyOne(reader, {u"password"_s, u"totp"_s, u"recovery_code"_s});
    return request;
}

Proof readProof(ObjectReader &reader)
{
    return {reader.string(u"access_token"_s, 1, maxTokenChars), reader.integer(u"access_expires_in_ms"_s, 0, maxAccessLifetimeMs)};
}

SignedInDevice readDevice(ObjectReader &reader)
{
    return {reader.id<SignInId>(u"id"_s),    reader.string(u"device_name"_s, 1, maxDisplayName),
            readText(reader, u"place"_s, 2), reader.time(u"created_at"_s),
            reader.time(u"last_used_at"_s),  reader.boolean(u"current"_s, false)};
}

SignedInDevicePage readDevicePage(ObjectReader &reader)
{
    return {reader.list(u"items"_s, 0, maxPageItems, readDevice), readText(reader, u"next_cursor"_s, maxCursorChars)};
}

void checkCountry(ObjectReader &reader, const QString &country)
{
    const auto isCapital = [](QChar c) { return c >= u'A' && c <= u'Z'; };
    const bool known = country.size() == 2 && std::all_of(country.begin(), country.end(), isCapital) &&
                       QLocale::codeToTerritory(country) != QLocale::AnyTerritory;
    if (!country.isEmpty() && !known)
        reader.report(u"payment_country"_s, u"not_a_country"_s, u"must be a country such as ES"_s);
}

ProfileChange readProfileChange(ObjectReader &reader)
{
    ProfileChange change;
    change.displayName = reader.optionalString(u"display_name"_s, 1, maxDisplayName);
    change.language = reader.optionalString(u"language"_s, 1, maxWordLength);
    checkLanguage(reader, change.language.value_or(QString()));
    change.paymentCountry = reader.optionalString(u"payment_country"_s, 0, 2);
    checkCountry(reader, change.paymentCountry.value_or(QString()));
    if (reader.has(u"birth_date"_s)) {
        change.birthDate = readDate(reader, u"birth_date"_s);
        if (change.birthDate->size() == 4)
            reader.report(u"birth_date"_s, u"not_a_date"_s, u"must be a date such as 1990-02-28"_s);
    }
    if (reader.has(u"listening_visible"_s))
        change.listeningVisible = reader.boolean(u"listening_visible"_s);
    if (change == ProfileChange())
        reader.report(u"display_name"_s, u"required"_s, u"give at least one field that is to change"_s);
    return change;
}

MfaEnrolment readEnrolment(ObjectReader &reader)
{
    return {reader.string(u"secret"_s, 1, maxWordLength), reader.string(u"uri"_s, 1, maxUri)};
}

MfaConfirmation readMfaConfirmation(ObjectReader &reader)
{
    return {readTotp(reader, true)};
}

RecoveryCodes readRecoveryCodes(ObjectReader &reader)
{
    return {reader.strings(u"recovery_codes"_s, 1, recoveryCodeCount, maxCodeChars)};
}

template<typename T>
void insertGiven(QJsonObject &json, const QString &field, const std::optional<T> &value)
{
    if (value)
        json.insert(field, *value);
}

} // namespace

QJsonObject toJson(const SecondFactorRequest &request)
{
    QJsonObject json{{u"challenge"_s, request.challenge}};
    insertText(json, u"totp"_s, request.totp);
    insertText(json, u"recovery_code"_s, request.recoveryCode);
    return json;
}

QJsonObject toJson(const ConfirmationRequest &request)
{
    QJsonObject json;
    insertText(json, u"token"_s, request.token);
    insertText(json, u"email"_s, request.email);
    return json;
}

QJsonObject toJson(const EmailRequest &request)
{
    return {{u"email"_s, request.email}};
}

QJsonObject toJson(const NewPassword &request)
{
    return {{u"password"_s, request.password}};
}

QJsonObject toJson(const PasswordChange &request)
{
    return {{u"current_password"_s, request.currentPassword}, {u"password"_s, request.password}};
}

QJsonObject toJson(const ProofRequest &request)
{
    QJsonObject json;
    insertText(json, u"password"_s, request.password);
    insertText(json, u"totp"_s, request.totp);
    insertText(json, u"recovery_code"_s, request.recoveryCode);
    return json;
}

QJsonObject toJson(const Proof &answer)
{
    return {{u"access_token"_s, answer.accessToken}, {u"access_expires_in_ms"_s, answer.accessExpiresInMs}};
}

QJsonObject toJson(const SignedInDevice &device)
{
    return {{u"id"_s, device.id.toString()},
            {u"device_name"_s, device.deviceName},
            {u"place"_s, device.place},
            {u"created_at"_s, formatTime(device.createdAt)},
            {u"last_used_at"_s, formatTime(device.lastUsedAt)},
            {u"current"_s, device.current}};
}

QJsonObject toJson(const SignedInDevicePage &page)
{
    return {{u"items"_s, toJsonArray(page.items)}, {u"next_cursor"_s, page.nextCursor}};
}

QJsonObject toJson(const ProfileChange &change)
{
    QJsonObject json;
    insertGiven(json, u"display_name"_s, change.displayName);
    insertGiven(json, u"language"_s, change.language);
    insertGiven(json, u"payment_country"_s, change.paymentCountry);
    insertGiven(json, u"birth_date"_s, change.birthDate);
    insertGiven(json, u"listening_visible"_s, change.listeningVisible);
    return json;
}

QJsonObject toJson(const MfaEnrolment &enrolment)
{
    return {{u"secret"_s, enrolment.secret}, {u"uri"_s, enrolment.uri}};
}

QJsonObject toJson(const MfaConfirmation &confirmation)
{
    return {{u"totp"_s, confirmation.totp}};
}

QJsonObject toJson(const RecoveryCodes &codes)
{
    return {{u"recovery_codes"_s, QJsonArray::fromStringList(codes.codes)}};
}

Result<SecondFactorRequest> parseSecondFactorRequest(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readSecondFactor);
}

Result<ConfirmationRequest> parseConfirmationRequest(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readConfirmation);
}

Result<EmailRequest> parseEmailRequest(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readEmailRequest);
}

Result<NewPassword> parseNewPassword(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readNewPassword);
}

Result<PasswordChange> parsePasswordChange(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readPasswordChange);
}

Result<ProofRequest> parseProofRequest(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readProofRequest);
}

Result<Proof> parseProof(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readProof);
}

Result<SignedInDevice> parseSignedInDevice(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readDevice);
}

Result<SignedInDevicePage> parseSignedInDevicePage(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readDevicePage);
}

Result<ProfileChange> parseProfileChange(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readProfileChange);
}

Result<MfaEnrolment> parseMfaEnrolment(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readEnrolment);
}

Result<MfaConfirmation> parseMfaConfirmation(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readMfaConfirmation);
}

Result<RecoveryCodes> parseRecoveryCodes(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readRecoveryCodes);
}

} // namespace melody::wire
