// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "credentials.h"

#include "one_time_token.h"
#include <accounts/email.h>
#include <passwords/policy.h>

#include <accounts/sql.h>

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::hours confirmationLifetime{48};
constexpr std::chrono::hours resetLifetime{1};
const QString mailJob = u"account_mail"_s;

tl::unexpected<Error> tokenInvalid()
{
    return fail(ErrorKind::Unauthenticated, u"token_invalid"_s, u"This link was used already, or is too old. Ask for another one."_s);
}

tl::unexpected<Error> notAnEmail()
{
    return failField(u"email"_s, u"not_an_email"_s, u"must be an e-mail address"_s);
}

struct MailPlan {
    Letter letter;
    std::optional<Purpose> purpose = {}; // of the token in it
    std::chrono::milliseconds lifetime{};
};

// Pure: what to write to who has the account. Nothing when there is nothing to say.
std::optional<MailPlan> planMail(Letter asked, const StoredAccount &account)
{
    if (asked == Letter::ResetPassword)
        return MailPlan{Letter::ResetPassword, Purpose::ResetPassword, resetLifetime};
    if (asked == Letter::ConfirmEmail && account.profile.emailConfirmed)
        return MailPlan{Letter::ConfirmAgain, Purpose::ConfirmEmail, confirmationLifetime};
    if (!account.profile.emailConfirmed)
        return MailPlan{Letter::ConfirmEmail, Purpose::ConfirmEmail, confirmationLifetime};
    return asked == Letter::AlreadyThere ? std::optional(MailPlan{Letter::AlreadyThere}) : std::nullopt;
}

} // namespace

Result<bool> Credentials::create(const wire::SignUpRequest &request)
{
    const auto email = normaliseEmail(request.email);
    if (!email)
        return notAnEmail();
    if (const auto good = passwords::checkPassword(request.password, request.email, request.displayName); !good)
        return tl::unexpected(good.error());
    const auto hash = m_shared.hasher.hash(request.password);
    if (!hash)
        return tl::unexpected(hash.error());
    const TimePoint now = m_shared.now();
    return m_shared.store.create(UserId::create(now), request, *email, *hash, now);
}

Result<bool> Credentials::askForMail(Letter letter, const QString &email, const http::Request &request)
{
    const throttle::Subject perAddress{u"mail_to"_s, email, {.free = 5}};
    const throttle::Subject perCaller{u"mail_from"_s, QString::fromLatin1(request.remoteAddress), {.free = 100}};
    for (const throttle::Subject &subject : {perCaller, perAddress}) {
        const auto spent = m_shared.throttle.spend(subject);
        if (!spent || !*spent)
            return spent;
    }
    // The job rests in a table that other services' operators may look at.
    const QString key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QByteArray sealed = m_shared.vault.seal(email.toUtf8(), key.toLatin1());
    return m_shared.parts.database.run({"melody_accounts"}, [&](db::Transaction &transaction) -> Result<bool> {
        const QJsonObject payload{{u"letter"_s, int(letter)}, {u"email"_s, QString::fromLatin1(sealed.toBase64())}};
        return jobs::enqueue(transaction, {mailJob, key, payload}, m_shared.now());
    });
}

Result<void> Credentials::sendMail(const jobs::Job &job)
{
    const auto letter = Letter(job.payload[u"letter"_s].toInt());
    const auto email = m_shared.vault.open(QByteArray::fromBase64(job.payload[u"email"_s].toString().toLatin1()), job.key.toLatin1());
    if (!email)
        return tl::unexpected(email.error());
    const auto user = m_shared.store.userByEmail(QString::fromUtf8(*email));
    if (!user)
        return tl::unexpected(user.error());
    if (!*user)
        return {};
    return m_shared.parts.database.run(actorOf(**user), [&](db::Transaction &transaction) -> Result<void> {
        const auto account = readAccount(transaction, **user);
        const auto plan = account ? planMail(letter, *account) : std::nullopt;
        if (!plan)
            return {};
        QString token;
        if (plan->purpose)
            token = issueToken(transaction, **user, *plan->purpose, {}, m_shared.now(), plan->lifetime);
        m_shared.write(transaction, plan->letter, account->profile, token);
        return {};
    });
}

jobs::Handler Credentials::mailHandler()
{
    return {mailJob, [this](const jobs::Job &job) { return sendMail(job); }};
}

void Credentials::signedOut(const QList<SignInId> &signIns)
{
    for (const SignInId &signIn : signIns)
        m_shared.gate.revoke(signIn, m_shared.now());
}

// The answer is the same whether or not the address was free, so that nobody learns who has an account. Who owns the address
// signs in with the password they know, and reads of it in a mail.
Result<http::Response> Credentials::signUp(const http::Request &request)
{
    const auto wanted = bodyOf(request, wire::parseSignUpRequest);
    if (!wanted)
        return tl::unexpected(wanted.error());
    if (const auto created = create(*wanted); !created)
        return tl::unexpected(created.error());
    const auto asked = askForMail(Letter::AlreadyThere, normaliseEmail(wanted->email).value_or(QString()), request);
    if (!asked)
        return tl::unexpected(asked.error());
    return accepted();
}

Result<http::Response> Credentials::confirm(const http::Request &request)
{
    const auto wanted = bodyOf(request, wire::parseConfirmationRequest);
    if (!wanted)
        return tl::unexpected(wanted.error());
    if (!wanted->token.isEmpty())
        return confirmToken(wanted->token);
    const auto email = normaliseEmail(wanted->email);
    if (!email)
        return notAnEmail();
    if (const auto asked = askForMail(Letter::ConfirmEmail, *email, request); !asked)
        return tl::unexpected(asked.error());
    return accepted();
}

// Of the address that the account has, or of the one that it is to have.
Result<http::Response> Credentials::confirmToken(const QString &text)
{
    const auto token = OneTimeToken::parse(text);
    if (!token)
        return tokenInvalid();
    const UserId user = token->user;
    const TimePoint now = m_shared.now();
    const auto done = m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<void> {
        const auto payload = findToken(transaction, *token, Purpose::ConfirmEmail, now);
        const auto account = readAccount(transaction, user);
        if (!payload || !account)
            return tokenInvalid();
        useToken(transaction, *token, now);
        const QString email = payload->value(u"email"_s).toString();
        if (email.isEmpty()) {
            transaction.exec(sql::proveEmail, {user, now});
        } else {
            transaction.exec(sql::releaseEmail, {user});
            if (transaction.exec(sql::claimEmail, {normaliseEmail(email).value_or(QString()), user, now}).affected() == 0)
                return fail(ErrorKind::Conflict, u"email_taken"_s, u"Another account has this address."_s);
            transaction.exec(sql::setEmail, {user, email, now});
            dropTokens(transaction, user, Purpose::ResetPassword); // in mails to the old address
            m_shared.write(transaction, Letter::EmailChanged, account->profile);
        }
        publishChange(transaction, user, now);
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return http::Response::json(QJsonObject{{u"status"_s, u"confirmed"_s}});
}

Result<http::Response> Credentials::requestReset(const http::Request &request)
{
    const auto wanted = bodyOf(request, wire::parseEmailRequest);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const auto email = normaliseEmail(wanted->email);
    if (!email)
        return notAnEmail();
    if (const auto asked = askForMail(Letter::ResetPassword, *email, request); !asked)
        return tl::unexpected(asked.error());
    return accepted();
}

// The token came by mail, so the address is confirmed, too. Everything that was signed in with the old password is signed out.
Result<http::Response> Credentials::resetPassword(const http::Request &request)
{
    const auto wanted = bodyOf(request, wire::parseNewPassword);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const auto token = OneTimeToken::parse(request.parameters.value(u"token"_s));
    if (!token)
        return tokenInvalid();
    const UserId user = token->user;
    const auto find = [&](db::Transaction &transaction) -> Result<StoredAccount> {
        auto account = readAccount(transaction, user);
        if (!account || !findToken(transaction, *token, Purpose::ResetPassword, m_shared.now()))
            return tokenInvalid();
        return account;
    };
    // Hashing costs much, so nobody gets it without a token; and it costs time, so no connection is held meanwhile.
    const auto account = m_shared.parts.database.run(actorOf(user), find);
    if (!account)
        return tl::unexpected(account.error());
    if (const auto good = passwords::checkPassword(wanted->password, account->profile.email, account->profile.displayName); !good)
        return tl::unexpected(good.error());
    const auto hash = m_shared.hasher.hash(wanted->password);
    if (!hash)
        return tl::unexpected(hash.error());
    const auto revoked = m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<QList<SignInId>> {
        const TimePoint now = m_shared.now();
        if (const auto still = find(transaction); !still)
            return tl::unexpected(still.error());
        useToken(transaction, *token, now);
        dropTokens(transaction, user, Purpose::ResetPassword);
        dropTokens(transaction, user, Purpose::SecondFactor);
        transaction.exec(sql::setPasswordHash, {user, *hash});
        transaction.exec(sql::proveEmail, {user, now});
        m_shared.write(transaction, Letter::PasswordChanged, account->profile);
        return revokeSignIns(transaction, user, {}, now, u"password_reset"_s);
    });
    if (!revoked)
        return tl::unexpected(revoked.error());
    signedOut(*revoked);
    (void)m_shared.throttle.succeeded(Shared::guessing(account->profile.email, request).constFirst());
    return http::Response::empty();
}

Result<http::Response> Credentials::changePassword(const http::Request &request)
{
    const auto wanted = bodyOf(request, wire::parsePasswordChange);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const auto place = m_shared.hasher.reserve();
    if (!place)
        return tl::unexpected(place.error());
    const UserId user = request.caller->user;
    const auto account = m_shared.store.account(user);
    if (!account)
        return tl::unexpected(account.error());
    const auto guessing = Shared::guessing(account->profile.email, request);
    if (const auto allowed = m_shared.throttle.check(guessing); !allowed)
        return tl::unexpected(allowed.error());
    if (const auto good = passwords::checkPassword(wanted->password, account->profile.email, account->profile.displayName); !good)
        return tl::unexpected(good.error());
    if (!m_shared.hasher.verify(*place, wanted->currentPassword, account->passwordHash).matches) {
        if (const auto counted = m_shared.throttle.failed(guessing); !counted)
            return tl::unexpected(counted.error());
        return failField(u"current_password"_s, u"wrong_password"_s, u"is not your password"_s);
    }
    const QString hash = m_shared.hasher.hash(*place, wanted->password);
    const auto revoked = m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<QList<SignInId>> {
        dropTokens(transaction, user, Purpose::ResetPassword);
        dropTokens(transaction, user, Purpose::SecondFactor);
        transaction.exec(sql::setPasswordHash, {user, hash});
        m_shared.write(transaction, Letter::PasswordChanged, account->profile);
        return revokeSignIns(transaction, user, request.caller->signIn, m_shared.now(), u"password_changed"_s);
    });
    if (!revoked)
        return tl::unexpected(revoked.error());
    signedOut(*revoked);
    return http::Response::empty();
}

Result<http::Response> Credentials::changeEmail(const http::Request &request)
{
    const auto wanted = bodyOf(request, wire::parseEmailRequest);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const auto email = normaliseEmail(wanted->email);
    if (!email)
        return notAnEmail();
    const UserId user = request.caller->user;
    const auto spent = m_shared.throttle.spend({u"mail_of"_s, user.toString(), {.free = 10}});
    if (!spent)
        return tl::unexpected(spent.error());
    if (!*spent)
        return fail(ErrorKind::RateLimited, u"too_many_attempts"_s, u"That is enough mail for a day."_s);
    const auto done = m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<void> {
        const auto account = readAccount(transaction, user);
        if (!account)
            return tl::unexpected(account.error());
        wire::Profile reader = account->profile;
        reader.email = wanted->email.trimmed();
        dropTokens(transaction, user, Purpose::ConfirmEmail);
        const QString token =
            issueToken(transaction, user, Purpose::ConfirmEmail, {{u"email"_s, reader.email}}, m_shared.now(), confirmationLifetime);
        m_shared.write(transaction, Letter::ChangeEmail, reader, token);
        return {};
    });
    if (!done)
        return tl::unexpected(done.error());
    return accepted();
}

http::RouteTable Credentials::routes()
{
    using http::Method;
    using http::RateClass;
    using http::Role;
    const auto row = [this](Method method, const QByteArray &path, const QByteArray &operation, auto handler) {
        return http::Route{.method = method,
                           .path = path,
                           .operation = operation,
                           .roles = Role::Anonymous,
                           .rate = RateClass::SignIn,
                           .handler = by(this, handler),
                           .maxBodyBytes = 8 * 1024};
    };
    // No Idempotency-Key, as in Sessions::routes(). Signing up twice is harmless by the uniqueness of the address.
    http::RouteTable table{
        row(Method::Post, "/v1/accounts", "signUp", &Credentials::signUp),
        row(Method::Post, "/v1/accounts/confirmations", "confirmAccount", &Credentials::confirm),
        row(Method::Post, "/v1/password-resets", "requestPasswordReset", &Credentials::requestReset),
        row(Method::Put, "/v1/password-resets/{token}", "resetPassword", &Credentials::resetPassword),
        row(Method::Put, "/v1/me/password", "changePassword", &Credentials::changePassword),
        row(Method::Put, "/v1/me/email", "changeEmail", &Credentials::changeEmail),
    };
    for (size_t own = table.size() - 2; own < table.size(); ++own) {
        table[own].roles = Role::Listener;
        table[own].stepUp = table[own].adultsOnly = true;
    }
    return table;
}

} // namespace melody::accounts
