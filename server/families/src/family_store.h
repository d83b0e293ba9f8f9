// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The reads and writes of families, one transaction each, as the user who asks. What two people are part of changes under both of
// their names (db::UserScope), so row-level security holds for each of them.
#pragma once

#include <families/family.h>

namespace melody::families {

struct NewChild {
    UserId id;
    wire::NewFamilyMember wanted;
    QString passwordHash;
};

// Thread: any.
class FamilyStore {
public:
    FamilyStore(db::Database &database, mail::Mailer *mailer) : m_database(database), m_mailer(mailer) {}

    // `memberLimit` is left for the caller to fill in.
    [[nodiscard]] Result<wire::Family> family(const UserId &user, TimePoint now);
    [[nodiscard]] Result<std::optional<rules::ParentalState>> parentalState(const UserId &user);
    [[nodiscard]] Result<Place> placeOf(const UserId &user);
    [[nodiscard]] Result<std::vector<UserId>> membersOf(const UserId &owner);

    // All below: Forbidden ("not_for_children") for a child, Forbidden ("not_the_owner") for another member than the owner.

    // Stale ("version_conflict") unless `version` is today's.
    [[nodiscard]] Result<void> setTimeZone(const UserId &owner, const QString &timeZone, qint64 version, TimePoint now);
    // PlanRequired ("family_full"); Invalid ("user_name": "taken").
    [[nodiscard]] Result<wire::FamilyMember> addChild(const UserId &owner, const NewChild &child, int memberLimit, TimePoint now);
    // Mails an invitation. PlanRequired ("family_full").
    [[nodiscard]] Result<void> invite(const UserId &owner, const QString &email, int memberLimit, TimePoint now, TimePoint expires);
    struct Invitation {
        UserId owner;
        QByteArray tokenHash;
    };
    // nullopt for what can't be the token of an invitation.
    [[nodiscard]] static std::optional<Invitation> invitationOf(const QString &token);
    // NotFound ("invitation_invalid"); Conflict ("in_a_family").
    [[nodiscard]] Result<void> join(const UserId &user, const Invitation &invitation, int memberLimit, TimePoint now);
    // A member or an invitation. NotFound; Conflict ("owner_stays"). A child account ends, and its devices are signed out.
    [[nodiscard]] Result<void> remove(const UserId &user, const QUuid &memberOrInvitation, TimePoint now);
    // NotFound unless a child of this owner; Stale ("version_conflict").
    [[nodiscard]] Result<wire::FamilyMember> setControls(const UserId &owner, const UserId &child, const rules::ParentalControls &controls,
                                                         qint64 version, TimePoint now);

    // Replaces an earlier code. NotFound unless a child of this owner.
    [[nodiscard]] Result<void> putCode(const UserId &owner, const UserId &child, const QByteArray &codeHash, TimePoint expires);
    struct Attempt {
        UserId child;
        QString passwordHash;
    };
    // Counts an attempt; nothing when the code is unknown, over, or was tried too often.
    [[nodiscard]] Result<std::optional<Attempt>> tryCode(const QByteArray &codeHash, TimePoint now);
    // False when it was used meanwhile.
    [[nodiscard]] Result<bool> useCode(const QByteArray &codeHash);

private:
    db::Database &m_database;
    mail::Mailer *m_mailer;
};

} // namespace melody::families
