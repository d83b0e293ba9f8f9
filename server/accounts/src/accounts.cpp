// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <accounts/accounts.h>

#include "email.h"
#include "password_hasher.h"
#include "password_policy.h"
#include "store.h"
#include "token_gate.h"
#include "vouched.h"

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

tl::unexpected<Error> wrongCredentials()
{
    return fail(ErrorKind::Unauthenticated, u"invalid_credentials"_s, u"The e-mail address or the password is wrong."_s);
}

class AccountsService final : public Accounts {
public:
    AccountsService(db::Database &database, const TokenKeys &keys, const Clock &clock, const Options &options)
        : m_store(database), m_keys(keys), m_clock(clock), m_options(options), m_hasher(options),
          m_gate(keys, clock, options.accessLifetime)
    {
    }

    Result<bool> ensureUser(const wire::SignUpRequest &request, http::Roles roles) override;
    Result<std::optional<UserId>> userByEmail(const QString &email) override;
    bool createVouched(db::Transaction &transaction, const UserId &user, const VouchedAccount &account) override;
    RoleChange changeRoles(db::Transaction &transaction, const UserId &user, const RoleChange &wanted) override;
    Result<wire::SignedIn> openSession(const UserId &user, const QString &deviceName, const QByteArray &devicePublicKey) override;
    http::Authenticator authenticator() override
    {
        return [this](QByteArrayView token) { return m_gate.check(token); };
    }
    void hear(const events::Event &event) override
    {
        if (const auto signIn = SignInId::parse(event.subject); signIn && event.type == u"sign_in_revoked")
            m_gate.revoke(*signIn, event.at);
    }
    Result<http::Response> signInDevice(const UserId &user, const QString &deviceName, const QByteArray &devicePublicKey) override;
    http::RouteTable routes() override;

private:
    Result<bool> create(const wire::SignUpRequest &request);
    Result<http::Response> signUp(const http::Request &request);
    Result<http::Response> signIn(const http::Request &request);
    Result<http::Response> refresh(const http::Request &request);
    Result<http::Response> signOut(const http::Request &request);
    Result<http::Response> profile(const http::Request &request);
    wire::SignedIn tokensOf(const UserId &user, const IssuedSignIn &issued);
    http::Response signedIn(const UserId &user, const IssuedSignIn &issued, int status);

    Store m_store;
    TokenKeys m_keys;
    const Clock &m_clock;
    Options m_options;
    PasswordHasher m_hasher;
    TokenGate m_gate;
};

// False when somebody has the address already. Takes as long either way.
Result<bool> AccountsService::create(const wire::SignUpRequest &request)
{
    const auto email = normaliseEmail(request.email);
    if (!email)
        return failField(u"email"_s, u"not_an_email"_s, u"must be an e-mail address"_s);
    if (const auto good = checkPassword(request.password, request.email); !good)
        return tl::unexpected(good.error());
    const auto hash = m_hasher.hash(request.password);
    if (!hash)
        return tl::unexpected(hash.error());
    const TimePoint now = m_clock.now();
    return m_store.create(UserId::create(now), request, *email, *hash, now);
}

Result<bool> AccountsService::ensureUser(const wire::SignUpRequest &request, http::Roles roles)
{
    const auto created = create(request);
    if (!created)
        return created;
    const auto user = m_store.userByEmail(normaliseEmail(request.email).value_or(QString()));
    if (!user)
        return tl::unexpected(user.error());
    if (const auto granted = m_store.grantRoles(user->value(), roles, m_clock.now()); !granted)
        return tl::unexpected(granted.error());
    return created;
}

Result<std::optional<UserId>> AccountsService::userByEmail(const QString &email)
{
    const auto normalised = normaliseEmail(email);
    return normalised ? m_store.userByEmail(*normalised) : Result<std::optional<UserId>>(std::nullopt);
}

bool AccountsService::createVouched(db::Transaction &transaction, const UserId &user, const VouchedAccount &account)
{
    const auto normalised = normaliseEmail(account.email);
    return normalised && insertVouched(transaction, user, account, *normalised, m_options, m_clock.now());
}

RoleChange AccountsService::changeRoles(db::Transaction &transaction, const UserId &user, const RoleChange &wanted)
{
    return changeGrants(transaction, user, wanted, m_clock.now());
}

Result<wire::SignedIn> AccountsService::openSession(const UserId &user, const QString &deviceName, const QByteArray &devicePublicKey)
{
    const auto account = m_store.account(user);
    if (!account)
        return tl::unexpected(account.error());
    const auto issued = m_store.signIn(*account, {{}, {}, deviceName, devicePublicKey}, m_clock.now(), m_options.refreshLifetime);
    if (!issued)
        return tl::unexpected(issued.error());
    return tokensOf(user, *issued);
}

// The answer is the same whether or not the address was free, so that nobody learns who has an account. Who owns the address
// signs in with the password they know.
Result<http::Response> AccountsService::signUp(const http::Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto wanted = wire::parseSignUpRequest(*json);
    if (!wanted)
        return tl::unexpected(wanted.error());
    if (const auto created = create(*wanted); !created)
        return tl::unexpected(created.error());
    return http::Response::json(QJsonObject{{u"status"_s, u"accepted"_s}}, 202);
}

wire::SignedIn AccountsService::tokensOf(const UserId &user, const IssuedSignIn &issued)
{
    const TimePoint now = m_clock.now();
    const AccessClaims claims{{user, issued.signIn, issued.roles, now, issued.child}, now, now + m_options.accessLifetime};
    return {user, QString::fromLatin1(signAccessToken(claims, m_keys)), m_options.accessLifetime.count(), issued.refresh.toString()};
}

http::Response AccountsService::signedIn(const UserId &user, const IssuedSignIn &issued, int status)
{
    http::Response response = http::Response::json(wire::toJson(tokensOf(user, issued)), status);
    response.headers.append(std::pair<QByteArray, QByteArray>("Cache-Control", "no-store"));
    return response;
}

Result<http::Response> AccountsService::signIn(const http::Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    const auto wanted = wire::parseSignInRequest(*json);
    if (!wanted)
        return tl::unexpected(wanted.error());

    std::optional<StoredAccount> account;
    if (const auto email = normaliseEmail(wanted->email)) {
        const auto user = m_store.userByEmail(*email);
        if (!user)
            return tl::unexpected(user.error());
        if (*user) {
            auto stored = m_store.account(**user);
            if (!stored && stored.error().kind != ErrorKind::NotFound)
                return tl::unexpected(stored.error());
            if (stored)
                account = std::move(*stored);
        }
    }
    const auto verdict = m_hasher.verify(wanted->password, account ? std::optional(account->passwordHash) : std::nullopt);
    if (!verdict)
        return tl::unexpected(verdict.error());
    if (!verdict->matches)
        return wrongCredentials();
    if (verdict->needsRenewal) {
        // Not worth failing a sign-in for: the next one tries again.
        if (const auto renewed = m_hasher.hash(wanted->password))
            (void)m_store.setPasswordHash(account->profile.id, *renewed);
    }
    const auto issued = m_store.signIn(*account, *wanted, m_clock.now(), m_options.refreshLifetime);
    if (!issued)
        return tl::unexpected(issued.error());
    return signedIn(account->profile.id, *issued, 201);
}

Result<http::Response> AccountsService::signInDevice(const UserId &user, const QString &deviceName, const QByteArray &devicePublicKey)
{
    const auto account = m_store.account(user);
    if (!account)
        return tl::unexpected(account.error());
    const auto issued = m_store.signIn(*account, {{}, {}, deviceName, devicePublicKey}, m_clock.now(), m_options.refreshLifetime);
    if (!issued)
        return tl::unexpected(issued.error());
    return signedIn(user, *issued, 201);
}

Result<http::Response> AccountsService::refresh(const http::Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    wire::ObjectReader reader(*json, wire::UnknownFields::Refuse);
    const QString text = reader.string(u"refresh_token"_s, 1, 200);
    if (const auto read = reader.finish(); !read)
        return tl::unexpected(read.error());
    const auto token = RefreshToken::parse(text);
    if (!token)
        return fail(ErrorKind::Unauthenticated, u"refresh_token_invalid"_s, u"Sign in again."_s);
    bool revoked = false;
    const auto issued = m_store.refresh(*token, m_clock.now(), m_options.refreshLifetime, &revoked);
    if (revoked)
        m_gate.revoke(token->signIn, m_clock.now());
    if (!issued)
        return tl::unexpected(issued.error());
    return signedIn(token->user, *issued, 200);
}

Result<http::Response> AccountsService::signOut(const http::Request &request)
{
    const TimePoint now = m_clock.now();
    if (const auto done = m_store.signOut(request.caller->user, request.caller->signIn, now); !done)
        return tl::unexpected(done.error());
    m_gate.revoke(request.caller->signIn, now);
    return http::Response::empty();
}

Result<http::Response> AccountsService::profile(const http::Request &request)
{
    const auto account = m_store.account(request.caller->user);
    if (!account)
        return tl::unexpected(account.error());
    return http::Response::json(wire::toJson(account->profile));
}

http::RouteTable AccountsService::routes()
{
    using http::Method;
    using http::RateClass;
    using http::Role;
    const auto by = [this](Result<http::Response> (AccountsService::*handler)(const http::Request &)) {
        return [this, handler](const http::Request &request) { return (this->*handler)(request); };
    };
    // None of the POSTs keeps an Idempotency-Key: remembering their bodies or answers would store what opens an account. Signing up
    // twice is harmless by the uniqueness of the address, and a refresh token is good for one use.
    return {
        {.method = Method::Post,
         .path = "/v1/accounts",
         .operation = "signUp",
         .roles = Role::Anonymous,
         .rate = RateClass::SignIn,
         .handler = by(&AccountsService::signUp),
         .maxBodyBytes = 8 * 1024},
        {.method = Method::Post,
         .path = "/v1/sessions",
         .operation = "signIn",
         .roles = Role::Anonymous,
         .rate = RateClass::SignIn,
         .handler = by(&AccountsService::signIn),
         .maxBodyBytes = 8 * 1024},
        {.method = Method::Post,
         .path = "/v1/sessions/refresh",
         .operation = "refreshSession",
         .roles = Role::Anonymous,
         .rate = RateClass::SignIn,
         .handler = by(&AccountsService::refresh),
         .maxBodyBytes = 8 * 1024},
        {.method = Method::Delete,
         .path = "/v1/sessions/current",
         .operation = "signOut",
         .rate = RateClass::Write,
         .handler = by(&AccountsService::signOut)},
        {.method = Method::Get, .path = "/v1/me", .operation = "getMe", .handler = by(&AccountsService::profile)},
    };
}

} // namespace

std::unique_ptr<Accounts> createAccounts(db::Database &database, const TokenKeys &keys, const Clock &clock, const Options &options)
{
    return std::make_unique<AccountsService>(database, keys, clock, options);
}

} // namespace melody::accounts
