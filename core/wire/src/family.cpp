// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/family.h>

#include "parts.h"

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxEmail = 254;
constexpr int maxDisplayName = 80;
constexpr int maxUserName = 40;
constexpr int minPin = 4;
constexpr int maxPin = 128;
constexpr int maxInvitationToken = 200;
constexpr int maxDeviceCode = 20;
constexpr int maxKinds = 32;
constexpr int maxReason = 1000;

QString clockTime(int minute)
{
    return u"%1:%2"_s.arg(minute / 60, 2, 10, QLatin1Char('0')).arg(minute % 60, 2, 10, QLatin1Char('0'));
}

// "HH:MM" as minutes of the day.
int readClockTime(ObjectReader &reader, const QString &field)
{
    const QString text = reader.string(field, 5, 5);
    const auto digit = [&](int at) { return text[at] >= u'0' && text[at] <= u'9' ? text[at].unicode() - u'0' : 100; };
    if (text.isEmpty())
        return 0;
    const int hour = digit(0) * 10 + digit(1);
    const int minute = digit(3) * 10 + digit(4);
    if (text[2] != u':' || hour > 23 || minute > 59) {
        reader.report(field, u"not_a_clock_time"_s, u"must be a time of day such as 20:30"_s);
        return 0;
    }
    return hour * 60 + minute;
}

rules::QuietHours readQuietHours(ObjectReader &reader)
{
    rules::QuietHours quiet;
    quiet.fromMinute = readClockTime(reader, u"from"_s);
    quiet.untilMinute = readClockTime(reader, u"until"_s);
    return quiet;
}

rules::ParentalControls readControls(ObjectReader &reader)
{
    rules::ParentalControls controls;
    controls.explicitAllowed = reader.boolean(u"explicit_allowed"_s);
    if (const auto minutes = reader.optionalInteger(u"daily_minutes"_s, 0, rules::minutesOfADay))
        controls.dailyMinutes = int(*minutes);
    controls.quietHours = reader.nested(u"quiet_hours"_s, false, readQuietHours);
    if (reader.has(u"allowed_kinds"_s)) {
        controls.allowedKinds = reader.strings(u"allowed_kinds"_s, 0, maxKinds, maxWordLength);
        for (qsizetype i = 0; i < controls.allowedKinds->size(); ++i) {
            if (!isWord(controls.allowedKinds->at(i)))
                reader.report(ObjectReader::elementOf(u"allowed_kinds"_s, i), u"not_a_word"_s, u"must be a word of a-z, 0-9 and _"_s);
        }
    }
    return controls;
}

FamilyRole readFamilyRole(ObjectReader &reader, const QString &field)
{
    const QString word = readWord(reader, field);
    for (const FamilyRole role : {FamilyRole::Owner, FamilyRole::Adult, FamilyRole::Child}) {
        if (word == familyRoleName(role))
            return role;
    }
    if (!word.isEmpty())
        reader.report(field, u"not_supported"_s, u"must be owner, adult or child"_s);
    return FamilyRole::Adult;
}

FamilyMember readMember(ObjectReader &reader)
{
    FamilyMember member;
    member.id = reader.id<UserId>(u"id"_s);
    member.role = readFamilyRole(reader, u"role"_s);
    member.displayName = readText(reader, u"display_name"_s, maxDisplayName);
    member.userName = readText(reader, u"user_name"_s, maxUserName);
    member.controls = reader.nested(u"controls"_s, false, readControls);
    member.controlsVersion = reader.optionalInteger(u"controls_version"_s, 0, 1LL << 50).value_or(0);
    member.hasSeat = !reader.has(u"has_seat"_s) || reader.boolean(u"has_seat"_s);
    return member;
}

FamilyInvitation readInvitation(ObjectReader &reader)
{
    return {reader.id<InvitationId>(u"id"_s), reader.string(u"email"_s, 1, maxEmail), reader.time(u"expires"_s)};
}

Family readFamily(ObjectReader &reader)
{
    Family family;
    family.owner = reader.id<UserId>(u"owner"_s);
    family.timeZone = reader.string(u"time_zone"_s, 1, maxWordLength);
    family.version = reader.integer(u"version"_s, 0, 1LL << 50);
    family.memberLimit = int(reader.integer(u"member_limit"_s, 1, maxFamilyMembers));
    family.members = reader.list(u"members"_s, 0, maxFamilyMembers, readMember);
    family.invitations = reader.list(u"invitations"_s, 0, maxFamilyMembers, readInvitation);
    family.needlessPlan = readText(reader, u"needless_plan"_s, maxWordLength);
    return family;
}

FamilyChange readFamilyChange(ObjectReader &reader)
{
    FamilyChange change{reader.string(u"time_zone"_s, 1, maxWordLength)};
    if (!change.timeZone.isEmpty() && !rules::isTimeZone(change.timeZone))
        reader.report(u"time_zone"_s, u"not_a_time_zone"_s, u"must be the IANA name of a time zone, such as Europe/Madrid"_s);
    return change;
}

QString readUserName(ObjectReader &reader, const QString &field)
{
    const QString name = reader.string(field, 1, maxUserName);
    const auto inName = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || u"-_."_s.contains(c); };
    if (!std::all_of(name.begin(), name.end(), inName))
        reader.report(field, u"not_a_user_name"_s, u"must be of a-z, 0-9, -, _ and ."_s);
    return name;
}

NewFamilyMember readNewMember(ObjectReader &reader)
{
    NewFamilyMember member;
    const QString kind = readWord(reader, u"kind"_s);
    if (kind == u"child") {
        member.child = true;
        member.displayName = reader.string(u"display_name"_s, 1, maxDisplayName);
        member.userName = readUserName(reader, u"user_name"_s);
        member.password = reader.string(u"password"_s, minPin, maxPin);
        member.controls = reader.nested(u"controls"_s, false, readControls);
    } else if (kind == u"adult") {
        member.email = reader.string(u"email"_s, 3, maxEmail);
    } else if (!kind.isEmpty()) {
        reader.report(u"kind"_s, u"not_supported"_s, u"must be adult or child"_s);
    }
    return member;
}

ChildSignInRequest readChildSignIn(ObjectReader &reader)
{
    ChildSignInRequest request;
    request.code = reader.string(u"code"_s, 1, maxDeviceCode);
    request.password = reader.string(u"password"_s, 1, maxPin);
    request.deviceName = reader.string(u"device_name"_s, 1, maxDisplayName);
    request.devicePublicKey = reader.base64(u"device_public_key"_s, deviceKeyBytes, deviceKeyBytes);
    return request;
}

UserRoles readRoles(ObjectReader &reader)
{
    return {reader.id<UserId>(u"id"_s), readText(reader, u"display_name"_s, maxDisplayName),
            reader.strings(u"roles"_s, 0, 32, maxWordLength)};
}

RolesChange readRolesChange(ObjectReader &reader)
{
    RolesChange change;
    change.roles = reader.strings(u"roles"_s, 0, 32, maxWordLength);
    change.reason = reader.string(u"reason"_s, 3, maxReason);
    return change;
}

} // namespace

QString familyRoleName(FamilyRole role)
{
    switch (role) {
    case FamilyRole::Owner:
        return u"owner"_s;
    case FamilyRole::Adult:
        return u"adult"_s;
    case FamilyRole::Child:
        break;
    }
    return u"child"_s;
}

QJsonObject toJson(const rules::ParentalControls &controls)
{
    QJsonObject json{{u"explicit_allowed"_s, controls.explicitAllowed}};
    if (controls.dailyMinutes)
        json.insert(u"daily_minutes"_s, *controls.dailyMinutes);
    if (controls.quietHours)
        json.insert(u"quiet_hours"_s, QJsonObject{{u"from"_s, clockTime(controls.quietHours->fromMinute)},
                                                  {u"until"_s, clockTime(controls.quietHours->untilMinute)}});
    if (controls.allowedKinds)
        json.insert(u"allowed_kinds"_s, QJsonArray::fromStringList(*controls.allowedKinds));
    return json;
}

QJsonObject toJson(const FamilyMember &member)
{
    QJsonObject json{{u"id"_s, member.id.toString()}, {u"role"_s, familyRoleName(member.role)}, {u"display_name"_s, member.displayName}};
    if (!member.userName.isEmpty())
        json.insert(u"user_name"_s, member.userName);
    if (member.controls)
        json.insert(u"controls"_s, toJson(*member.controls));
    if (member.controlsVersion > 0)
        json.insert(u"controls_version"_s, member.controlsVersion);
    if (!member.hasSeat)
        json.insert(u"has_seat"_s, false);
    return json;
}

QJsonObject toJson(const FamilyInvitation &invitation)
{
    return {{u"id"_s, invitation.id.toString()}, {u"email"_s, invitation.email}, {u"expires"_s, formatTime(invitation.expires)}};
}

QJsonObject toJson(const Family &family)
{
    QJsonObject json{{u"owner"_s, family.owner.toString()},
                     {u"time_zone"_s, family.timeZone},
                     {u"version"_s, family.version},
                     {u"member_limit"_s, family.memberLimit},
                     {u"members"_s, toJsonArray(family.members)},
                     {u"invitations"_s, toJsonArray(family.invitations)}};
    insertText(json, u"needless_plan"_s, family.needlessPlan);
    return json;
}

QJsonObject toJson(const FamilyChange &change)
{
    return {{u"time_zone"_s, change.timeZone}};
}

QJsonObject toJson(const NewFamilyMember &member)
{
    if (!member.child)
        return {{u"kind"_s, u"adult"_s}, {u"email"_s, member.email}};
    QJsonObject json{{u"kind"_s, u"child"_s},
                     {u"display_name"_s, member.displayName},
                     {u"user_name"_s, member.userName},
                     {u"password"_s, member.password}};
    if (member.controls)
        json.insert(u"controls"_s, toJson(*member.controls));
    return json;
}

QJsonObject toJson(const NewMembership &membership)
{
    return {{u"token"_s, membership.token}};
}

QJsonObject toJson(const ChildSignInCode &code)
{
    return {{u"code"_s, code.code}, {u"expires"_s, formatTime(code.expires)}};
}

QJsonObject toJson(const ChildSignInRequest &request)
{
    return {{u"code"_s, request.code},
            {u"password"_s, request.password},
            {u"device_name"_s, request.deviceName},
            {u"device_public_key"_s, QString::fromLatin1(request.devicePublicKey.toBase64())}};
}

QJsonObject toJson(const UserRoles &roles)
{
    return {{u"id"_s, roles.id.toString()}, {u"display_name"_s, roles.displayName}, {u"roles"_s, QJsonArray::fromStringList(roles.roles)}};
}

QJsonObject toJson(const RolesChange &change)
{
    return {{u"roles"_s, QJsonArray::fromStringList(change.roles)}, {u"reason"_s, change.reason}};
}

Result<rules::ParentalControls> parseParentalControls(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readControls);
}

Result<FamilyMember> parseFamilyMember(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readMember);
}

Result<Family> parseFamily(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readFamily);
}

Result<FamilyChange> parseFamilyChange(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readFamilyChange);
}

Result<NewFamilyMember> parseNewFamilyMember(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readNewMember);
}

Result<NewMembership> parseNewMembership(const QJsonObject &json)
{
    const auto read = [](ObjectReader &reader) { return NewMembership{reader.string(u"token"_s, 1, maxInvitationToken)}; };
    return parseWhole(json, UnknownFields::Refuse, read);
}

Result<ChildSignInCode> parseChildSignInCode(const QJsonObject &json)
{
    const auto read = [](ObjectReader &reader) {
        const QString code = reader.string(u"code"_s, 1, maxDeviceCode);
        return ChildSignInCode{code, reader.time(u"expires"_s)};
    };
    return parseWhole(json, UnknownFields::Ignore, read);
}

Result<ChildSignInRequest> parseChildSignInRequest(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readChildSignIn);
}

Result<UserRoles> parseUserRoles(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readRoles);
}

Result<RolesChange> parseRolesChange(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readRolesChange);
}

} // namespace melody::wire
