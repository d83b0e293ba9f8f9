// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "family_store.h"

#include <accounts/refresh_token.h>

#include <accounts/sign_ins.h>
#include <accounts/sql.h>
#include <families/sql.h>

#include <QtCore/QCryptographicHash>

namespace melody::families {
namespace {

using namespace Qt::StringLiterals;

tl::unexpected<Error> noMember()
{
    return fail(ErrorKind::NotFound, u"not_found"_s, u"There is no such member of your family."_s);
}

tl::unexpected<Error> stale()
{
    return fail(ErrorKind::Stale, u"version_conflict"_s, u"This was changed meanwhile; look again."_s);
}

tl::unexpected<Error> full()
{
    return fail(ErrorKind::PlanRequired, u"family_full"_s, u"Your plan takes no more members."_s);
}

wire::FamilyRole roleOf(const db::Row &row)
{
    const QString role = row.get<QString>("role");
    return role == u"owner" ? wire::FamilyRole::Owner : role == u"child" ? wire::FamilyRole::Child : wire::FamilyRole::Adult;
}

rules::ParentalControls controlsOf(const db::Row &row)
{
    rules::ParentalControls controls{row.get<bool>("explicit_allowed"), row.get<std::optional<int>>("daily_minutes"), {}, {}};
    if (const auto from = row.get<std::optional<int>>("quiet_from_minute"))
        controls.quietHours = rules::QuietHours{*from, row.get<int>("quiet_until_minute")};
    if (const auto kinds = row.get<std::optional<QJsonArray>>("allowed_kinds")) {
        controls.allowedKinds.emplace();
        for (const QJsonValue &kind : *kinds)
            controls.allowedKinds->append(kind.toString());
    }
    return controls;
}

// The parameters of insert_controls and update_controls that follow the two ids.
std::vector<db::Param> paramsOf(const UserId &child, const UserId &owner, const rules::ParentalControls &controls, TimePoint now)
{
    const auto &quiet = controls.quietHours;
    const auto kinds = controls.allowedKinds ? std::optional(QJsonArray::fromStringList(*controls.allowedKinds)) : std::nullopt;
    return {child,
            owner,
            controls.explicitAllowed,
            controls.dailyMinutes,
            quiet ? std::optional(quiet->fromMinute) : std::nullopt,
            quiet ? std::optional(quiet->untilMinute) : std::nullopt,
            kinds,
            now};
}

wire::FamilyMember memberOf(const db::Row &row)
{
    wire::FamilyMember member;
    member.id = row.get<UserId>("user_id");
    member.role = roleOf(row);
    member.userName = row.get<std::optional<QString>>("user_name").value_or(QString());
    if (!row.isNull("explicit_allowed")) {
        member.controls = controlsOf(row);
        member.controlsVersion = row.get<qint64>("version");
    }
    return member;
}

// Names are told by their own accounts.
QString displayNameOf(db::Transaction &transaction, const UserId &user)
{
    const db::UserScope scope(transaction, user);
    const auto row = transaction.exec(accounts::sql::account, {user}).first();
    return row ? row->get<QString>("display_name") : QString();
}

void publishFact(db::Transaction &transaction, const QString &type, const UserId &subject, const QJsonObject &payload, TimePoint now)
{
    events::publish(transaction, {EventId::create(now), type, subject.toString(), payload, {}, now});
}

// The family of who owns one, or may found one; locked, so that its changes happen one after another.
Result<db::Row> lockOwned(db::Transaction &transaction, const UserId &owner, TimePoint now)
{
    const auto account = transaction.exec(accounts::sql::account, {owner}).first();
    if (!account || account->get<QString>("email").isEmpty())
        return fail(ErrorKind::Forbidden, u"not_for_children"_s, u"Ask who manages your family."_s);
    const auto membership = transaction.exec(sql::membership, {owner}).first();
    if (membership && membership->get<UserId>("owner_id") != owner)
        return fail(ErrorKind::Forbidden, u"not_the_owner"_s, u"Only the owner of a family may do this."_s);
    if (!membership) {
        transaction.exec(sql::foundFamily, {owner, now});
        if (transaction.exec(sql::insertMember, {owner, owner, u"owner"_s, std::nullopt, now}).affected() == 0)
            return fail(ErrorKind::Conflict, u"in_a_family"_s, u"You are in a family already."_s);
    }
    return transaction.exec(sql::lockFamily, {owner})[0];
}

Result<void> join(db::Transaction &transaction, const UserId &user, const UserId &owner, const QString &role,
                  const std::optional<QString> &userName, TimePoint now)
{
    const db::UserScope scope(transaction, user);
    if (transaction.exec(sql::insertMember, {user, owner, role, userName, now}).affected() == 0)
        return fail(ErrorKind::Conflict, u"in_a_family"_s, u"You are in a family already."_s);
    publishFact(transaction, u"family_changed"_s, user, {{u"owner_id"_s, owner.toString()}, {u"change"_s, u"joined"_s}}, now);
    return {};
}

// The child of this owner, or nothing.
std::optional<db::Row> childOf(db::Transaction &transaction, const UserId &owner, const UserId &child)
{
    const auto member = transaction.exec(sql::membership, {child}).first();
    const bool isIt = member && roleOf(*member) == wire::FamilyRole::Child && member->get<UserId>("owner_id") == owner;
    return isIt ? member : std::nullopt;
}

void endChild(db::Transaction &transaction, const UserId &child, TimePoint now)
{
    transaction.exec(sql::deleteControls, {child});
    transaction.exec(sql::forgetSignInCode, {child});
    const db::UserScope scope(transaction, child);
    transaction.exec(sql::endAccount, {child, now});
    accounts::revokeSignIns(transaction, child, std::nullopt, now, u"account_ended"_s);
}

mail::Mail invitationMail(const QString &email, const QString &inviter, const QString &language, const InvitationId &id,
                          const QString &token)
{
    const bool spanish = language == u"es";
    const QString subject = spanish ? u"Una invitación a una familia de Melody"_s : u"An invitation to a family on Melody"_s;
    const QString text = spanish ? u"%1 te invita a su familia de Melody.\n\nAbre Melody, ve a Familia y escribe este código:\n\n%2\n\n"
                                   "Vale una semana. Si no conoces a esta persona, no hagas nada.\n"_s
                                 : u"%1 invites you to their family on Melody.\n\nOpen Melody, go to Family and enter this code:\n\n%2\n\n"
                                   "It is good for a week. If you don't know this person, do nothing.\n"_s;
    return {u"family invitation "_s + id.toString(), email, subject, text.arg(inviter, token), {}};
}

} // namespace

Result<wire::Family> FamilyStore::family(const UserId &user, TimePoint now)
{
    return m_database.run(accounts::actorOf(user), [&](db::Transaction &transaction) -> Result<wire::Family> {
        const auto membership = transaction.exec(sql::membership, {user}).first();
        wire::Family family{user, u"UTC"_s, 0, 1, {}, {}};
        if (!membership) {
            family.members.append({user, wire::FamilyRole::Owner, displayNameOf(transaction, user), {}, {}, 0});
            return family;
        }
        family.owner = membership->get<UserId>("owner_id");
        const auto row = transaction.exec(sql::family, {family.owner})[0];
        family.timeZone = row.get<QString>("time_zone");
        family.version = row.get<qint64>("version");
        // Row-level security leaves a member itself; the owner is added by name.
        for (const db::Row &each : transaction.exec(sql::membersOfOwner, {family.owner}))
            family.members.append(memberOf(each));
        if (family.owner != user)
            family.members.prepend({family.owner, wire::FamilyRole::Owner, {}, {}, {}, 0});
        for (wire::FamilyMember &member : family.members)
            member.displayName = displayNameOf(transaction, member.id);
        for (const db::Row &each : transaction.exec(sql::invitations, {user, now}))
            family.invitations.append(
                {each.get<InvitationId>("invitation_id"), each.get<QString>("email"), each.get<TimePoint>("expires_at")});
        return family;
    });
}

Result<std::optional<rules::ParentalState>> FamilyStore::parentalState(const UserId &user)
{
    using State = std::optional<rules::ParentalState>;
    return m_database.run(accounts::actorOf(user), [&](db::Transaction &transaction) -> Result<State> {
        const auto row = transaction.exec(sql::parentalState, {user}).first();
        if (!row || roleOf(*row) != wire::FamilyRole::Child)
            return State();
        return State({controlsOf(*row), row->get<QString>("time_zone")});
    });
}

Result<Place> FamilyStore::placeOf(const UserId &user)
{
    return m_database.run(accounts::actorOf(user), [&](db::Transaction &transaction) -> Result<Place> {
        const auto membership = transaction.exec(sql::membership, {user}).first();
        if (!membership)
            return Place{user, 0};
        Place mine{membership->get<UserId>("owner_id"), 0};
        if (mine.owner == user)
            return mine;
        // Only an owner sees who else is in the family.
        const db::UserScope scope(transaction, mine.owner);
        for (const db::Row &each : transaction.exec(sql::membersOfOwner, {mine.owner})) {
            if (each.get<UserId>("user_id") == user)
                break;
            ++mine.place;
        }
        return mine;
    });
}

Result<std::vector<UserId>> FamilyStore::membersOf(const UserId &owner)
{
    return m_database.run(accounts::actorOf(owner), [&](db::Transaction &transaction) -> Result<std::vector<UserId>> {
        std::vector<UserId> members;
        for (const db::Row &each : transaction.exec(sql::membersOfOwner, {owner}))
            members.push_back(each.get<UserId>("user_id"));
        return members;
    });
}

Result<void> FamilyStore::setTimeZone(const UserId &owner, const QString &timeZone, qint64 version, TimePoint now)
{
    return m_database.run(accounts::actorOf(owner), [&](db::Transaction &transaction) -> Result<void> {
        const bool exists = !transaction.exec(sql::family, {owner}).isEmpty();
        const auto locked = lockOwned(transaction, owner, now);
        if (!locked)
            return tl::unexpected(locked.error());
        if ((exists ? locked->get<qint64>("version") : 0) != version)
            return stale();
        transaction.exec(sql::setTimeZone, {owner, timeZone});
        for (const db::Row &member : transaction.exec(sql::membersOfOwner, {owner})) {
            if (roleOf(member) == wire::FamilyRole::Child)
                publishFact(transaction, u"controls_changed"_s, member.get<UserId>("user_id"), {}, now);
        }
        return {};
    });
}

Result<wire::FamilyMember> FamilyStore::addChild(const UserId &owner, const NewChild &child, int memberLimit, TimePoint now)
{
    return m_database.run(accounts::actorOf(owner), [&](db::Transaction &transaction) -> Result<wire::FamilyMember> {
        if (const auto locked = lockOwned(transaction, owner, now); !locked)
            return tl::unexpected(locked.error());
        const auto members = transaction.exec(sql::membersOfOwner, {owner});
        if (members.size() >= memberLimit)
            return full();
        for (const db::Row &member : members) {
            if (memberOf(member).userName == child.wanted.userName)
                return failField(u"user_name"_s, u"taken"_s, u"Another child of your family has this name."_s);
        }
        const QString language = transaction.exec(accounts::sql::account, {owner})[0].get<QString>("language");
        {
            const db::UserScope scope(transaction, child.id);
            transaction.exec(sql::insertChildAccount, {child.id, child.wanted.displayName, language, child.passwordHash, now});
        }
        if (const auto joined = families::join(transaction, child.id, owner, u"child"_s, child.wanted.userName, now); !joined)
            return tl::unexpected(joined.error());
        const auto controls = child.wanted.controls.value_or(rules::ParentalControls{false, {}, {}, {}});
        transaction.exec(sql::insertControls, paramsOf(child.id, owner, controls, now));
        return wire::FamilyMember{child.id, wire::FamilyRole::Child, child.wanted.displayName, child.wanted.userName, controls, 1};
    });
}

Result<void> FamilyStore::invite(const UserId &owner, const QString &email, int memberLimit, TimePoint now, TimePoint expires)
{
    if (!m_mailer)
        return fail(ErrorKind::Unavailable, u"mail_unavailable"_s, u"Mail can't be sent now."_s);
    const auto id = InvitationId::create(now);
    // Owner, invitation and secret, as a refresh token is made.
    const auto token = accounts::RefreshToken::create(owner, SignInId(id.uuid()));
    return m_database.run(accounts::actorOf(owner), [&](db::Transaction &transaction) -> Result<void> {
        if (const auto locked = lockOwned(transaction, owner, now); !locked)
            return tl::unexpected(locked.error());
        transaction.exec(sql::deleteOldInvitations, {owner, now, email});
        const int waiting = transaction.exec(sql::invitations, {owner, now}).size();
        if (transaction.exec(sql::membersOfOwner, {owner}).size() + waiting >= memberLimit)
            return full();
        transaction.exec(sql::insertInvitation, {owner, id, email, token.hash(), now, expires});
        const auto account = transaction.exec(accounts::sql::account, {owner})[0];
        return m_mailer->enqueue(
            transaction,
            invitationMail(email, account.get<QString>("display_name"), account.get<QString>("language"), id, token.toString()), now);
    });
}

std::optional<FamilyStore::Invitation> FamilyStore::invitationOf(const QString &text)
{
    const auto token = accounts::RefreshToken::parse(text);
    return token ? std::optional(Invitation{token->user, token->hash()}) : std::nullopt;
}

Result<void> FamilyStore::join(const UserId &user, const Invitation &invitation, int memberLimit, TimePoint now)
{
    if (user == invitation.owner)
        return fail(ErrorKind::Conflict, u"in_a_family"_s, u"You are in a family already."_s);
    // As the owner whose invitation it is: having the token is the permission to use it up.
    return m_database.run(accounts::actorOf(invitation.owner), [&](db::Transaction &transaction) -> Result<void> {
        const auto locked = transaction.exec(sql::lockFamily, {invitation.owner});
        if (locked.isEmpty() || transaction.exec(sql::useInvitation, {invitation.owner, invitation.tokenHash, now}).affected() == 0)
            return fail(ErrorKind::NotFound, u"invitation_invalid"_s, u"This invitation is over, or was used already."_s);
        if (transaction.exec(sql::membersOfOwner, {invitation.owner}).size() >= memberLimit)
            return full();
        return families::join(transaction, user, invitation.owner, u"adult"_s, std::nullopt, now);
    });
}

Result<void> FamilyStore::remove(const UserId &user, const QUuid &memberOrInvitation, TimePoint now)
{
    return m_database.run(accounts::actorOf(user), [&](db::Transaction &transaction) -> Result<void> {
        if (transaction.exec(sql::deleteInvitation, {user, InvitationId(memberOrInvitation)}).affected() > 0)
            return {};
        const UserId member(memberOrInvitation);
        const auto row = transaction.exec(sql::membership, {member}).first();
        if (!row)
            return noMember();
        const auto owner = row->get<UserId>("owner_id");
        if (roleOf(*row) == wire::FamilyRole::Owner)
            return fail(ErrorKind::Conflict, u"owner_stays"_s, u"The owner can't leave the family."_s);
        if (roleOf(*row) == wire::FamilyRole::Child && owner != user)
            return fail(ErrorKind::Forbidden, u"not_for_children"_s, u"Ask who manages your family."_s);
        if (owner == user)
            transaction.exec(sql::lockFamily, {owner});
        if (roleOf(*row) == wire::FamilyRole::Child)
            endChild(transaction, member, now);
        if (transaction.exec(sql::deleteMember, {member}).affected() == 0)
            return noMember();
        publishFact(transaction, u"family_changed"_s, member, {{u"owner_id"_s, owner.toString()}, {u"change"_s, u"left"_s}}, now);
        return {};
    });
}

Result<wire::FamilyMember> FamilyStore::setControls(const UserId &owner, const UserId &child, const rules::ParentalControls &controls,
                                                    qint64 version, TimePoint now)
{
    return m_database.run(accounts::actorOf(owner), [&](db::Transaction &transaction) -> Result<wire::FamilyMember> {
        const auto membership = childOf(transaction, owner, child);
        if (!membership)
            return noMember();
        auto params = paramsOf(child, owner, controls, now);
        params.emplace_back(version);
        if (transaction.exec(sql::updateControls, params).affected() == 0)
            return stale();
        publishFact(transaction, u"controls_changed"_s, child, {}, now);
        return wire::FamilyMember{
            child,      wire::FamilyRole::Child, displayNameOf(transaction, child), membership->get<QString>("user_name"), controls,
            version + 1};
    });
}

Result<void> FamilyStore::putCode(const UserId &owner, const UserId &child, const QByteArray &codeHash, TimePoint expires)
{
    return m_database.run(accounts::actorOf(owner), [&](db::Transaction &transaction) -> Result<void> {
        if (!childOf(transaction, owner, child))
            return noMember();
        transaction.exec(sql::forgetSignInCode, {child});
        transaction.exec(sql::insertSignInCode, {codeHash, child, expires});
        return {};
    });
}

Result<std::optional<FamilyStore::Attempt>> FamilyStore::tryCode(const QByteArray &codeHash, TimePoint now)
{
    return m_database.run({"melody_accounts"}, [&](db::Transaction &transaction) -> Result<std::optional<Attempt>> {
        const auto row = transaction.exec(sql::trySignInCode, {codeHash, now}).first();
        if (!row)
            return std::optional<Attempt>();
        const auto child = row->get<UserId>("user_id");
        const db::UserScope scope(transaction, child);
        const auto account = transaction.exec(accounts::sql::account, {child}).first();
        return account ? std::optional(Attempt{child, account->get<QString>("password_hash")}) : std::nullopt;
    });
}

Result<bool> FamilyStore::useCode(const QByteArray &codeHash)
{
    return m_database.run({"melody_accounts"}, [&](db::Transaction &transaction) -> Result<bool> {
        return transaction.exec(sql::useSignInCode, {codeHash}).affected() == 1;
    });
}

} // namespace melody::families
