// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who people are, how they prove it, and on which devices they are signed in. Owns the PostgreSQL schema and role `accounts`.
#pragma once

#include <audit/audit_log.h>
#include <events/events.h>
#include <http/route.h>
#include <jobs/jobs.h>
#include <mail/mailer.h>
#include <objects/object_store.h>
#include <passwords/hasher.h>
#include <tokens/key_ring.h>
#include <wire/accounts.h>

namespace melody::accounts {

// Events of this service: account_created, account_changed (what the profile says), subject is the user; sign_in_revoked, subject is the
// sign-in.

struct Options {
    passwords::Options passwords;
    std::chrono::milliseconds accessLifetime = std::chrono::minutes(10);
    std::chrono::milliseconds refreshLifetime = std::chrono::hours(24 * 60); // since the last refresh
};

// Somebody whom an identity provider vouches for: it has verified the address.
struct VouchedAccount {
    QString email;
    QString displayName; // 1..80
    QString language;
};

struct RoleChange {
    http::Roles granted;
    http::Roles revoked;
};

struct DeviceToSignIn {
    QString name;
    QByteArray publicKey;     // X25519
    QByteArray remoteAddress; // where it asks from; tells its owner the country
};

// Makes a picture anew, in sizes, with nothing of the original but its pixels: JPEG by the length of its edge. Runs untrusted data through
// a decoder, so it does that in a process of its own. Invalid: the picture is at fault.
using PictureMaker = std::function<Result<QMap<int, QByteArray>>(const QByteArray &picture)>;

// What the service works with; all of it outlives the service.
struct Parts {
    db::Database &database;
    const crypto::ContentKey &masterKey;
    const Clock &clock;
    mail::Mailer *mailer = nullptr;          // null: nobody is written to (operators' commands)
    audit::AuditLog *audit = nullptr;        // null: nothing is audited
    objects::ObjectStore *objects = nullptr; // of avatars; null: there are none
    PictureMaker makePicture = {};           // the worker's
    // The country that an address lies in, "DE"; empty when nobody knows. Of memory only; null: nobody knows any.
    std::function<QString(const QByteArray &remoteAddress)> countryOf = {};
    telemetry::Telemetry *telemetry = nullptr; // hears of whoever goes on guessing; null: nobody does
};

// Thread: any.
class Accounts {
public:
    virtual ~Accounts() = default;

    // For operators: makes sure that the account is there and has the roles. The password of an account that is there already
    // stays as it is. True when it was made now.
    [[nodiscard]] virtual Result<bool> ensureUser(const wire::SignUpRequest &request, http::Roles roles) = 0;
    // For operators: takes the second factor from who lost app and recovery codes and has shown in another way who they are. Writes to
    // them, signs all their devices out, puts `reason` on record. False when there was none.
    [[nodiscard]] virtual Result<bool> removeSecondFactor(const UserId &user, const QString &reason) = 0;

    // For other ways of proving who somebody is (server/federation). Those that take a transaction run inside the caller's, whose
    // actor must be the user, and act as melody_accounts there.
    [[nodiscard]] virtual Result<std::optional<UserId>> userByEmail(const QString &email) = 0;
    // False when the address is taken. No password opens the account until one is set by a reset.
    [[nodiscard]] virtual bool createVouched(db::Transaction &transaction, const UserId &user, const VouchedAccount &account) = 0;
    // What really changed: granting what is there and revoking what isn't change nothing.
    [[nodiscard]] virtual RoleChange changeRoles(db::Transaction &transaction, const UserId &user, const RoleChange &wanted) = 0;
    // Signs a device in after a proof that is as good as a password; answers what POST /v1/sessions would: also that the account's second
    // factor is wanted (Unauthenticated, "second_factor_required", with a challenge for that route).
    [[nodiscard]] virtual Result<wire::SignedIn> openSession(const UserId &user, const DeviceToSignIn &device) = 0;

    // Checks an access token in memory; the first sight of a token costs one Ed25519 verification, the next ones a look-up.
    [[nodiscard]] virtual http::Authenticator authenticator() = 0;
    // Every process that serves hears the sign_in_revoked of the last `accessLifetime` and all that follow (events::Tail).
    virtual void hear(const events::Event &event) = 0;

    [[nodiscard]] virtual http::RouteTable routes() = 0;
    // account_mail and account_avatar, for the worker.
    [[nodiscard]] virtual std::vector<jobs::Handler> jobHandlers() = 0;
    // The thread that keeps the keys of access tokens current, for a process that serves. stop() at the latest before the database goes.
    virtual void start() = 0;
    virtual void stop() = 0;
};

[[nodiscard]] std::unique_ptr<Accounts> createAccounts(const Parts &parts, const Options &options = {});

// "listener", "creator", … as in tokens, profiles and the OpenAPI file.
[[nodiscard]] QStringList roleNames(http::Roles roles);
[[nodiscard]] std::optional<http::Role> parseRole(QStringView name);

} // namespace melody::accounts
