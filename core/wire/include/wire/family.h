// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET PATCH /v1/me/family, POST /v1/me/family/members, DELETE …/{id}, PUT …/{id}/controls, POST …/{id}/sign-in-codes,
// POST /v1/me/family/memberships, POST /v1/sessions/children, GET PUT /v1/admin/users/{id}/roles.
#pragma once

#include <rules/parental.h>
#include <wire/json.h>

namespace melody::wire {

inline constexpr int maxFamilyMembers = 50;

enum class FamilyRole { Owner, Adult, Child };
[[nodiscard]] QString familyRoleName(FamilyRole role); // "owner", "adult", "child"

struct FamilyMember {
    UserId id;
    FamilyRole role = FamilyRole::Adult;
    QString displayName;                             // empty: not told to this reader
    QString userName;                                // of a child, unique in the family
    std::optional<rules::ParentalControls> controls; // of a child
    qint64 controlsVersion = 0;                      // what If-Match must hold to change them: "\"3\""
    bool hasSeat = true; // the owner's plan takes them; else they have no more than what they pay for themselves
    bool operator==(const FamilyMember &) const = default;
};

struct FamilyInvitation {
    InvitationId id;
    QString email;
    TimePoint expires{};
    bool operator==(const FamilyInvitation &) const = default;
};

// The owner sees everybody; a member the owner and itself. Someone without a family is an owner alone.
struct Family {
    UserId owner;
    QString timeZone; // IANA; the days and quiet hours of its children
    qint64 version = 0;
    int memberLimit = 1; // the owner included, as the owner's plan has it
    QList<FamilyMember> members;
    QList<FamilyInvitation> invitations; // that wait; of adults
    QString needlessPlan;                // of the reader's own: it renews and gives nothing that their seat doesn't; or empty
    bool operator==(const Family &) const = default;
};

struct FamilyChange {
    QString timeZone;
    bool operator==(const FamilyChange &) const = default;
};

// Invites an adult by e-mail, or makes a child account without one.
struct NewFamilyMember {
    bool child = false;
    QString email;                                   // of an adult
    QString displayName;                             // of a child, 1..80
    QString userName;                                // of a child, 1..40 of a-z, 0-9, "-", "_" and "."
    QString password;                                // of a child: a PIN or more, 4..128; signing in also needs a code that the owner shows
    std::optional<rules::ParentalControls> controls; // of a child; without: nothing explicit
    bool operator==(const NewFamilyMember &) const = default;
};

// The answer to an invitation.
struct NewMembership {
    QString token; // of the mail
    bool operator==(const NewMembership &) const = default;
};

// Shown by the owner, typed on the child's device; good once.
struct ChildSignInCode {
    QString code; // "K7QX-2M9D-HT"
    TimePoint expires{};
    bool operator==(const ChildSignInCode &) const = default;
};

struct ChildSignInRequest {
    QString code; // in any case, with or without hyphens
    QString password;
    QString deviceName;
    QByteArray devicePublicKey; // X25519, 32 bytes
    bool operator==(const ChildSignInRequest &) const = default;
};

struct UserRoles {
    UserId id;
    QString displayName;
    QStringList roles; // "listener" and more
    bool operator==(const UserRoles &) const = default;
};

struct RolesChange {
    QStringList roles; // all that the user is to have besides listener
    QString reason;    // 3..1000
    bool operator==(const RolesChange &) const = default;
};

[[nodiscard]] QJsonObject toJson(const rules::ParentalControls &controls);
[[nodiscard]] QJsonObject toJson(const FamilyMember &member);
[[nodiscard]] QJsonObject toJson(const FamilyInvitation &invitation);
[[nodiscard]] QJsonObject toJson(const Family &family);
[[nodiscard]] QJsonObject toJson(const FamilyChange &change);
[[nodiscard]] QJsonObject toJson(const NewFamilyMember &member);
[[nodiscard]] QJsonObject toJson(const NewMembership &membership);
[[nodiscard]] QJsonObject toJson(const ChildSignInCode &code);
[[nodiscard]] QJsonObject toJson(const ChildSignInRequest &request);
[[nodiscard]] QJsonObject toJson(const UserRoles &roles);
[[nodiscard]] QJsonObject toJson(const RolesChange &change);
[[nodiscard]] Result<rules::ParentalControls> parseParentalControls(const QJsonObject &json);
[[nodiscard]] Result<FamilyMember> parseFamilyMember(const QJsonObject &json);
[[nodiscard]] Result<Family> parseFamily(const QJsonObject &json);
[[nodiscard]] Result<FamilyChange> parseFamilyChange(const QJsonObject &json);
[[nodiscard]] Result<NewFamilyMember> parseNewFamilyMember(const QJsonObject &json);
[[nodiscard]] Result<NewMembership> parseNewMembership(const QJsonObject &json);
[[nodiscard]] Result<ChildSignInCode> parseChildSignInCode(const QJsonObject &json);
[[nodiscard]] Result<ChildSignInRequest> parseChildSignInRequest(const QJsonObject &json);
[[nodiscard]] Result<UserRoles> parseUserRoles(const QJsonObject &json);
[[nodiscard]] Result<RolesChange> parseRolesChange(const QJsonObject &json);

} // namespace melody::wire
