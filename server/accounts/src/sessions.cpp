// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sessions.h"

#include "one_time_token.h"
#include <accounts/email.h>

#include <accounts/sql.h>

#include <QtCore/QLocale>

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::minutes challengeLifetime{5};
constexpr int defaultPage = 50;
constexpr int maxPage = 200;

tl::unexpected<Error> wrongCredentials()
{
    return fail(ErrorKind::Unauthenticated, u"invalid_credentials"_s, u"The e-mail address or the password is wrong."_s);
}

tl::unexpected<Error> signInAgain()
{
    return fail(ErrorKind::Unauthenticated, u"challenge_invalid"_s, u"That took too long; sign in again."_s);
}

// Where a page of devices goes on: after this one.
struct Place {
    TimePoint lastUsed;
    SignInId id;
};

QString cursorOf(const Place &place)
{
    return QString::number(place.lastUsed.time_since_epoch().count()) + u'.' + place.id.toString();
}

std::optional<Place> parseCursor(const QString &text)
{
    bool isNumber = false;
    const qint64 ms = text.section(u'.', 0, 0).toLongLong(&isNumber);
    const auto id = SignInId::parse(text.section(u'.', 1));
    return isNumber && ms >= 0 && id ? std::optional(Place{TimePoint(std::chrono::milliseconds(ms)), *id}) : std::nullopt;
}

} // namespace

IssuedSignIn Sessions::insert(db::Transaction &transaction, const StoredAccount &account, const NewDevice &device) const
{
    const TimePoint now = m_shared.now();
    const bool isNewPlace =
        !device.country.isEmpty() && transaction.exec(sql::placeIsNew, {account.profile.id, device.country}).first()->get<bool>("is_new");
    if (isNewPlace) {
        const QString country = QLocale::territoryToString(QLocale::codeToTerritory(device.country));
        m_shared.write(transaction, Letter::NewPlace, account.profile, country + u" (%1)"_s.arg(device.country));
    }
    const IssuedSignIn issued = insertSignIn(transaction, account, device, now, m_shared.options.refreshLifetime);
    if (m_shared.parts.audit && (account.roles & http::staffRoles)) {
        audit::Entry entry;
        entry.actor = entry.subject = account.profile.id;
        entry.role = roleNames(account.roles & http::staffRoles).constLast();
        entry.action = u"staff.signed_in"_s;
        entry.object = u"sign_in/"_s + issued.signIn.toString();
        entry.details = {{u"device"_s, device.name}};
        m_shared.parts.audit->append(transaction, entry, now);
    }
    return issued;
}

Result<wire::SignedIn> Sessions::open(const UserId &user, const NewDevice &device)
{
    const auto known = m_shared.store.account(user);
    if (!known)
        return tl::unexpected(known.error());
    if (known->profile.secondFactor)
        return askForSecondFactor(*known, device);
    const auto issued = m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<IssuedSignIn> {
        const auto account = readAccount(transaction, user);
        if (!account)
            return tl::unexpected(account.error());
        return insert(transaction, *account, device);
    });
    if (!issued)
        return tl::unexpected(issued.error());
    return m_shared.tokensOf(user, *issued);
}

Result<http::Response> Sessions::answer(const UserId &user, const Result<IssuedSignIn> &issued, int status)
{
    if (!issued)
        return tl::unexpected(issued.error());
    const auto tokens = m_shared.tokensOf(user, *issued);
    if (!tokens)
        return tl::unexpected(tokens.error());
    return privately(http::Response::json(wire::toJson(*tokens), status));
}

tl::unexpected<Error> Sessions::askForSecondFactor(const StoredAccount &account, const NewDevice &device)
{
    const UserId user = account.profile.id;
    const QJsonObject payload{{u"device_name"_s, device.name}, {u"device_public_key"_s, QString::fromLatin1(device.publicKey.toBase64())}};
    const auto challenge = m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<QString> {
        return issueToken(transaction, user, Purpose::SecondFactor, payload, m_shared.now(), challengeLifetime);
    });
    if (!challenge)
        return tl::unexpected(challenge.error());
    Error error{ErrorKind::Unauthenticated, u"second_factor_required"_s, u"Give the code of your authenticator app, too."_s};
    error.challenge = *challenge;
    return tl::unexpected(std::move(error));
}

Result<http::Response> Sessions::signIn(const http::Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    if (json->contains(u"challenge"_s))
        return secondStep(request, *json);
    const auto wanted = wire::parseSignInRequest(*json);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const auto place = m_shared.hasher.reserve(); // before the database is asked anything
    if (!place)
        return tl::unexpected(place.error());
    const auto guessing = Shared::guessing(wanted->email, request);
    if (const auto allowed = m_shared.throttle.check(guessing); !allowed)
        return tl::unexpected(allowed.error());

    const auto email = normaliseEmail(wanted->email);
    const auto account = email ? m_shared.store.accountByEmail(*email) : Result<std::optional<StoredAccount>>(std::nullopt);
    if (!account)
        return tl::unexpected(account.error());
    const auto verdict =
        m_shared.hasher.verify(*place, wanted->password, *account ? std::optional((*account)->passwordHash) : std::nullopt);
    if (!verdict.matches) {
        if (const auto counted = m_shared.throttle.failed(guessing); !counted)
            return tl::unexpected(counted.error());
        return wrongCredentials();
    }
    const UserId user = (*account)->profile.id;
    QString shown = (*account)->passwordHash;
    if (verdict.needsRenewal) { // not worth failing a sign-in for: the next one tries again
        const QString renewed = m_shared.hasher.hash(*place, wanted->password);
        if (m_shared.store.renewPasswordHash(user, shown, renewed).value_or(false))
            shown = renewed;
    }
    const NewDevice device{wanted->deviceName, wanted->devicePublicKey, m_shared.countryOf(request.remoteAddress)};
    if ((*account)->profile.secondFactor)
        return askForSecondFactor(**account, device);
    if (const auto forgotten = m_shared.throttle.succeeded(guessing.constFirst()); !forgotten)
        return tl::unexpected(forgotten.error());
    // Hashing took its time. A password that was changed meanwhile has signed every device out, so the old one signs none in.
    const auto issued = m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<IssuedSignIn> {
        const auto held = transaction.exec(sql::holdPasswordHash, {user}).first();
        if (!held || held->get<QString>("password_hash") != shown)
            return wrongCredentials();
        return insert(transaction, **account, device);
    });
    return answer(user, issued, 201);
}

// A wrong code leaves the challenge as it is: what limits guessing is the throttle of the account, over all challenges.
Result<http::Response> Sessions::secondStep(const http::Request &request, const QJsonObject &json)
{
    const auto wanted = wire::parseSecondFactorRequest(json);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const auto token = OneTimeToken::parse(wanted->challenge);
    if (!token)
        return signInAgain();
    const QList<throttle::Subject> guessing{SecondFactor::guessing(token->user), Shared::guessing({}, request).constLast()};
    if (const auto allowed = m_shared.throttle.check(guessing); !allowed)
        return tl::unexpected(allowed.error());
    const auto issued = m_shared.parts.database.run(actorOf(token->user), [&](db::Transaction &transaction) -> Result<IssuedSignIn> {
        const auto payload = findToken(transaction, *token, Purpose::SecondFactor, m_shared.now());
        const auto account = readAccount(transaction, token->user);
        if (!payload || !account)
            return signInAgain();
        const auto right = m_secondFactor.accept(transaction, token->user, {wanted->totp, wanted->recoveryCode});
        if (!right)
            return tl::unexpected(right.error());
        if (!*right)
            return fail(ErrorKind::Unauthenticated, u"wrong_code"_s, u"That is not the code of this moment."_s);
        useToken(transaction, *token, m_shared.now());
        return insert(transaction, *account,
                      {payload->value(u"device_name"_s).toString(),
                       QByteArray::fromBase64(payload->value(u"device_public_key"_s).toString().toLatin1()),
                       m_shared.countryOf(request.remoteAddress), true});
    });
    if (!issued && issued.error().code == u"wrong_code") {
        (void)m_shared.throttle.failed(guessing);
        m_secondFactor.tellOfReplay(token->user, wanted->totp);
    }
    if (issued)
        (void)m_shared.throttle.succeeded(guessing.constFirst());
    return answer(token->user, issued, 201);
}

Result<http::Response> Sessions::refresh(const http::Request &request)
{
    const auto json = request.json();
    if (!json)
        return tl::unexpected(json.error());
    wire::ObjectReader reader(*json, wire::UnknownFields::Refuse);
    const QString text = reader.string(u"refresh_token"_s, 1, 200);
    const auto attempt = reader.optionalString(u"attempt"_s, 16, 100);
    if (const auto read = reader.finish(); !read)
        return tl::unexpected(read.error());
    const auto refused = [] { return fail(ErrorKind::Unauthenticated, u"refresh_token_invalid"_s, u"Sign in again."_s); };
    const auto token = RefreshToken::parse(text);
    if (!token)
        return refused();
    const auto refreshed =
        m_shared.store.refresh(*token, attempt.value_or(QString()), m_shared.countryOf(request.remoteAddress), m_shared.now(),
                               m_shared.options.refreshLifetime, [this](db::Transaction &transaction, const StoredAccount &account) {
                                   m_shared.write(transaction, Letter::TokenReused, account.profile);
                               });
    if (!refreshed)
        return tl::unexpected(refreshed.error());
    if (refreshed->revoked)
        m_shared.gate.revoke(token->signIn, m_shared.now());
    if (refreshed->reused)
        return fail(ErrorKind::Unauthenticated, u"refresh_reused"_s,
                    u"This device was signed out, because somebody used a copy of what keeps it signed in."_s);
    if (!refreshed->issued)
        return refused();
    return answer(token->user, *refreshed->issued, 200);
}

Result<http::Response> Sessions::signOut(const http::Request &request)
{
    const bool current = request.parameters.value(u"id"_s) == u"current";
    const auto id = current ? Result<SignInId>(request.caller->signIn) : request.id<SignInId>();
    if (!id)
        return tl::unexpected(id.error());
    const TimePoint now = m_shared.now();
    const auto done = m_shared.store.signOut(request.caller->user, *id, now);
    if (!done)
        return tl::unexpected(done.error());
    if (!*done && !current)
        return fail(ErrorKind::NotFound, u"not_found"_s, u"There is no such device."_s);
    m_shared.gate.revoke(*id, now);
    return http::Response::empty();
}

Result<http::Response> Sessions::list(const http::Request &request)
{
    const QString limitText = request.query.queryItemValue(u"limit"_s);
    bool isNumber = true;
    const int limit = limitText.isEmpty() ? defaultPage : limitText.toInt(&isNumber);
    if (!isNumber || limit < 1 || limit > maxPage)
        return failField(u"limit"_s, u"out_of_range"_s, u"must be from 1 to %1"_s.arg(maxPage));
    const QString cursor = request.query.queryItemValue(u"cursor"_s);
    const TimePoint now = m_shared.now();
    const auto from = cursor.isEmpty() ? std::optional(Place{now + std::chrono::hours(24), SignInId()}) : parseCursor(cursor);
    if (!from)
        return failField(u"cursor"_s, u"not_a_cursor"_s, u"must be a next_cursor"_s);
    const UserId user = request.caller->user;
    const TimePoint oldest = now - m_shared.options.refreshLifetime;
    const auto page = m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<wire::SignedInDevicePage> {
        wire::SignedInDevicePage devices;
        for (const db::Row row : transaction.exec(sql::signIns, {user, oldest, from->lastUsed, from->id, limit + 1})) {
            const auto id = row.get<SignInId>("sign_in_id");
            devices.items.append({id, row.get<QString>("device_name"), row.get<QString>("place"), row.get<TimePoint>("created_at"),
                                  row.get<TimePoint>("last_used_at"), id == request.caller->signIn});
        }
        if (devices.items.size() > limit) {
            devices.items.removeLast();
            devices.nextCursor = cursorOf({devices.items.constLast().lastUsedAt, devices.items.constLast().id});
        }
        return devices;
    });
    if (!page)
        return tl::unexpected(page.error());
    return privately(http::Response::json(wire::toJson(*page)));
}

Result<bool> Sessions::provedBy(const StoredAccount &account, const wire::ProofRequest &proof)
{
    const UserId user = account.profile.id;
    if (account.profile.secondFactor) {
        if (!proof.password.isEmpty())
            return failField(u"password"_s, u"second_factor_needed"_s, u"is not enough: give a code of your authenticator app"_s);
        return m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) {
            return m_secondFactor.accept(transaction, user, {proof.totp, proof.recoveryCode});
        });
    }
    if (proof.password.isEmpty())
        return failField(u"password"_s, u"required"_s, u"is needed: there is no second factor"_s);
    const auto verdict = m_shared.hasher.verify(proof.password, account.passwordHash);
    if (!verdict)
        return tl::unexpected(verdict.error());
    return verdict->matches;
}

Result<http::Response> Sessions::prove(const http::Request &request)
{
    const auto wanted = bodyOf(request, wire::parseProofRequest);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const UserId user = request.caller->user;
    const auto account = m_shared.store.account(user);
    if (!account)
        return tl::unexpected(account.error());
    const QList<throttle::Subject> guessing{account->profile.secondFactor ? SecondFactor::guessing(user)
                                                                          : Shared::guessing(account->profile.email, request).constFirst()};
    if (const auto allowed = m_shared.throttle.check(guessing); !allowed)
        return tl::unexpected(allowed.error());
    const auto proved = provedBy(*account, *wanted);
    if (!proved)
        return tl::unexpected(proved.error());
    if (!*proved) {
        if (const auto counted = m_shared.throttle.failed(guessing); !counted)
            return tl::unexpected(counted.error());
        m_secondFactor.tellOfReplay(user, wanted->totp);
        return fail(ErrorKind::Forbidden, u"wrong_proof"_s, u"That was not right."_s);
    }
    const TimePoint now = m_shared.now();
    const SignInId signIn = request.caller->signIn;
    const auto noted = m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<void> {
        if (transaction.exec(sql::proveSignIn, {user, signIn, now, account->profile.secondFactor}).affected() == 0)
            return fail(ErrorKind::Unauthenticated, u"signed_out"_s, u"This device was signed out."_s);
        return {};
    });
    if (!noted)
        return tl::unexpected(noted.error());
    (void)m_shared.throttle.succeeded(guessing.constFirst());
    const auto tokens = m_shared.tokensOf(user, {signIn, {}, account->roles, now, account->child, account->profile.secondFactor});
    if (!tokens)
        return tl::unexpected(tokens.error());
    return privately(http::Response::json(wire::toJson(wire::Proof{tokens->accessToken, tokens->accessExpiresInMs}), 201));
}

http::RouteTable Sessions::routes()
{
    using http::Method;
    using http::RateClass;
    using http::Role;
    // None of the POSTs keeps an Idempotency-Key: remembering their bodies or answers would store what opens an account, and a refresh
    // token is good for one use.
    return {
        {.method = Method::Post,
         .path = "/v1/sessions",
         .operation = "signIn",
         .roles = Role::Anonymous,
         .rate = RateClass::SignIn,
         .handler = by(this, &Sessions::signIn),
         .maxBodyBytes = 8 * 1024},
        {.method = Method::Get, .path = "/v1/sessions", .operation = "listSessions", .handler = by(this, &Sessions::list)},
        {.method = Method::Post,
         .path = "/v1/sessions/refresh",
         .operation = "refreshSession",
         .roles = Role::Anonymous,
         .rate = RateClass::SignIn,
         .handler = by(this, &Sessions::refresh),
         .maxBodyBytes = 8 * 1024},
        {.method = Method::Delete,
         .path = "/v1/sessions/{id}",
         .operation = "signOut",
         .rate = RateClass::Write,
         .handler = by(this, &Sessions::signOut)},
        {.method = Method::Post,
         .path = "/v1/sessions/current/proofs",
         .operation = "prove",
         .rate = RateClass::SignIn,
         .handler = by(this, &Sessions::prove),
         .maxBodyBytes = 8 * 1024},
    };
}

} // namespace melody::accounts
