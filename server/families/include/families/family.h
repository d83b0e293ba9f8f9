// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Families: an owner, adults who took up an invitation, and child accounts with what they may hear. A child account has no e-mail address,
// is made and ended by its owner, and stays a child for its life.
#pragma once

#include <accounts/accounts.h>
#include <db/database.h>
#include <events/events.h>
#include <http/route.h>
#include <mail/mailer.h>
#include <rules/parental.h>
#include <wire/accounts.h>
#include <wire/family.h>

namespace melody::families {

// Events of this part: family_changed, subject is who joined or left {owner_id, change: joined|left}; controls_changed, subject is the
// child.

struct FamilyOptions {
    // How many people the user's plan takes, the owner included. May wait for the database.
    std::function<int(const UserId &)> memberLimitOf;
    // The name of a plan of the user's own that gives them nothing besides their seat, or empty. May wait for the database; empty: none
    // has.
    std::function<Result<QString>(const UserId &)> needlessPlanOf = {};
    // Signs a device of a user in who has proved who they are.
    std::function<Result<wire::SignedIn>(const UserId &, const accounts::DeviceToSignIn &)> openSession;
    mail::Mailer *mailer = nullptr; // not owned
    passwords::Options passwords = {.concurrent = 1};
    std::chrono::milliseconds invitationLifetime = std::chrono::hours(24 * 7);
    std::chrono::milliseconds codeLifetime = std::chrono::minutes(10);
};

// Where somebody is in a family: 0 is the owner's place, the others follow in the order in which they joined. Who has none owns one alone.
struct Place {
    UserId owner;
    int place = 0;
};

// Thread: any.
class Family {
public:
    virtual ~Family() = default;

    // The controls of a child; nothing for everybody else. From memory when hot, else one read.
    [[nodiscard]] virtual Result<std::optional<rules::ParentalState>> parentalStateOf(const UserId &user) = 0;
    // One read.
    [[nodiscard]] virtual Result<Place> placeOf(const UserId &user) = 0;
    // The family of an owner, in the order of its places. One read.
    [[nodiscard]] virtual Result<std::vector<UserId>> membersOf(const UserId &owner) = 0;

    // Every process that serves hears family_changed and controls_changed (events::Tail).
    virtual void hear(const events::Event &event) = 0;

    [[nodiscard]] virtual http::RouteTable routes() = 0;
};

[[nodiscard]] std::unique_ptr<Family> createFamily(db::Database &database, const Clock &clock, FamilyOptions options);

} // namespace melody::families
