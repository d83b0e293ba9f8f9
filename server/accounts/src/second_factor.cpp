// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "second_factor.h"

#include <accounts/sql.h>
#include <crypto/totp.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QUrl>

#include <sodium.h>

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

constexpr int recoveryCodeBytes = 15; // 120 bits: nobody searches them, so a plain hash is enough (ASVS 4.0.3, 2.6.2)
constexpr qsizetype groupLength = 4;

QByteArray contextOf(const UserId &user)
{
    return "totp:" + user.uuid().toRfc4122();
}

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, '\0');
    randombytes_buf(bytes.data(), size_t(count));
    return bytes;
}

// As people type it: any case, with or without what stands between the groups.
QByteArray hashOf(const UserId &user, const QString &recoveryCode)
{
    QString code;
    for (const QChar c : recoveryCode.toUpper()) {
        if (c.isLetterOrNumber())
            code += c;
    }
    return QCryptographicHash::hash(user.uuid().toRfc4122() + code.toUtf8(), QCryptographicHash::Sha256);
}

QString newRecoveryCode()
{
    const QString code = crypto::toBase32(randomBytes(recoveryCodeBytes)).toLower();
    QStringList groups;
    for (qsizetype i = 0; i < code.size(); i += groupLength)
        groups.append(code.mid(i, groupLength));
    return groups.join(u'-');
}

// Takes the place of those there were.
wire::RecoveryCodes makeRecoveryCodes(db::Transaction &transaction, const UserId &user)
{
    transaction.exec(sql::deleteRecoveryCodes, {user});
    wire::RecoveryCodes made;
    for (int i = 0; i < wire::recoveryCodeCount; ++i) {
        made.codes.append(newRecoveryCode());
        transaction.exec(sql::insertRecoveryCode, {user, hashOf(user, made.codes.constLast())});
    }
    transaction.exec(sql::bumpVersion, {user});
    return made;
}

tl::unexpected<Error> conflict(const QString &code, const QString &detail)
{
    return fail(ErrorKind::Conflict, code, detail);
}

} // namespace

throttle::Subject SecondFactor::guessing(const UserId &user)
{
    return {u"second_factor"_s, user.toString(), {.free = 5, .longest = std::chrono::minutes(15)}};
}

Result<bool> SecondFactor::acceptTotp(db::Transaction &transaction, const UserId &user, const QString &code) const
{
    const auto row = transaction.exec(sql::totp, {user}).first();
    if (!row || !row->get<bool>("confirmed"))
        return false;
    const auto secret = m_shared.vault.open(row->get<QByteArray>("sealed_secret"), contextOf(user));
    if (!secret)
        return tl::unexpected(secret.error());
    const auto step = crypto::checkTotp(*secret, code, m_shared.now(), row->get<qint64>("last_step"));
    if (step)
        transaction.exec(sql::useTotpStep, {user, *step});
    return step.has_value();
}

Result<bool> SecondFactor::accept(db::Transaction &transaction, const UserId &user, const SecondFactorCodes &codes) const
{
    if (!codes.totp.isEmpty())
        return acceptTotp(transaction, user, codes.totp);
    return transaction.exec(sql::useRecoveryCode, {user, hashOf(user, codes.recoveryCode), m_shared.now()}).affected() == 1;
}

void SecondFactor::tellOfReplay(const UserId &user, const QString &code) const
{
    if (code.isEmpty() || !m_shared.parts.mailer)
        return;
    (void)m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<void> {
        const auto row = transaction.exec(sql::totp, {user}).first();
        if (!row || !row->get<bool>("confirmed"))
            return {};
        const auto secret = m_shared.vault.open(row->get<QByteArray>("sealed_secret"), contextOf(user));
        if (!secret)
            return tl::unexpected(secret.error());
        const qint64 step = crypto::checkTotp(*secret, code, m_shared.now(), 0).value_or(0);
        const auto account = readAccount(transaction, user);
        if (step == 0 || step > row->get<qint64>("last_step") || !account)
            return {};
        const QString key = u"account:replay:%1:%2"_s.arg(user.toString()).arg(step);
        return m_shared.parts.mailer->enqueue(transaction, writeLetter(Letter::CodeUsedAgain, account->profile, key), m_shared.now());
    });
}

// Only with a confirmed address: who signed up with somebody else's must not lock its owner out.
Result<http::Response> SecondFactor::begin(const http::Request &request)
{
    const UserId user = request.caller->user;
    const QByteArray secret = randomBytes(crypto::totpSecretBytes);
    const auto email = m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<QString> {
        const auto account = readAccount(transaction, user);
        if (!account)
            return tl::unexpected(account.error());
        if (!account->profile.emailConfirmed)
            return conflict(u"email_not_confirmed"_s, u"Confirm your e-mail address first."_s);
        if (transaction.exec(sql::putTotp, {user, m_shared.vault.seal(secret, contextOf(user)), m_shared.now()}).affected() == 0)
            return conflict(u"second_factor_on"_s, u"There is a second factor already."_s);
        return account->profile.email;
    });
    if (!email)
        return tl::unexpected(email.error());
    const QString text = crypto::toBase32(secret);
    const QString label = u"Melody:"_s + QString::fromLatin1(QUrl::toPercentEncoding(*email));
    return privately(
        http::Response::json(wire::toJson(wire::MfaEnrolment{text, u"otpauth://totp/%1?secret=%2&issuer=Melody"_s.arg(label, text)}), 201));
}

Result<http::Response> SecondFactor::confirm(const http::Request &request)
{
    const auto wanted = bodyOf(request, wire::parseMfaConfirmation);
    if (!wanted)
        return tl::unexpected(wanted.error());
    const UserId user = request.caller->user;
    if (const auto allowed = m_shared.throttle.check({guessing(user)}); !allowed)
        return tl::unexpected(allowed.error());
    const auto codes = m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<wire::RecoveryCodes> {
        const TimePoint now = m_shared.now();
        const auto row = transaction.exec(sql::totp, {user}).first();
        if (!row || row->get<bool>("confirmed"))
            return conflict(u"nothing_to_confirm"_s, u"Begin again."_s);
        const auto secret = m_shared.vault.open(row->get<QByteArray>("sealed_secret"), contextOf(user));
        if (!secret)
            return tl::unexpected(secret.error());
        const auto step = crypto::checkTotp(*secret, wanted->totp, now, 0);
        if (!step)
            return failField(u"totp"_s, u"wrong_code"_s, u"is not the code of this moment"_s);
        transaction.exec(sql::confirmTotp, {user, now, *step});
        transaction.exec(sql::proveSignIn, {user, request.caller->signIn, now, true}); // as good as its first code
        if (const auto account = readAccount(transaction, user))
            m_shared.write(transaction, Letter::SecondFactorOn, account->profile);
        return makeRecoveryCodes(transaction, user);
    });
    if (!codes) {
        if (codes.error().kind == ErrorKind::Invalid && !codes.error().fields.isEmpty())
            (void)m_shared.throttle.failed({guessing(user)});
        return tl::unexpected(codes.error());
    }
    return privately(http::Response::json(wire::toJson(*codes)));
}

Result<bool> SecondFactor::remove(const UserId &user, const std::function<void(db::Transaction &)> &also)
{
    QList<SignInId> signedOut;
    auto removed = m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<bool> {
        const auto account = readAccount(transaction, user);
        if (!account)
            return tl::unexpected(account.error());
        transaction.exec(sql::deleteTotp, {user});
        transaction.exec(sql::deleteRecoveryCodes, {user});
        transaction.exec(sql::forgetSecondFactorShown, {user});
        transaction.exec(sql::bumpVersion, {user});
        if (!account->profile.secondFactor)
            return false;
        m_shared.write(transaction, Letter::SecondFactorOff, account->profile);
        if (also)
            also(transaction);
        if (also || (account->roles & http::staffRoles)) // tokens of staff say that it was shown
            signedOut = revokeSignIns(transaction, user, std::nullopt, m_shared.now(), u"second_factor_off"_s);
        return true;
    });
    for (const SignInId &signIn : std::as_const(signedOut))
        m_shared.gate.revoke(signIn, m_shared.now());
    return removed;
}

Result<http::Response> SecondFactor::disable(const http::Request &request)
{
    const auto removed = remove(request.caller->user, {});
    if (!removed)
        return tl::unexpected(removed.error());
    return http::Response::empty();
}

Result<http::Response> SecondFactor::replaceCodes(const http::Request &request)
{
    const UserId user = request.caller->user;
    const auto codes = m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<wire::RecoveryCodes> {
        const auto account = readAccount(transaction, user);
        if (!account)
            return tl::unexpected(account.error());
        if (!account->profile.secondFactor)
            return conflict(u"no_second_factor"_s, u"There is no second factor."_s);
        m_shared.write(transaction, Letter::RecoveryCodesReplaced, account->profile);
        return makeRecoveryCodes(transaction, user);
    });
    if (!codes)
        return tl::unexpected(codes.error());
    return privately(http::Response::json(wire::toJson(*codes), 201));
}

http::RouteTable SecondFactor::routes()
{
    using http::Method;
    using http::RateClass;
    return {
        {.method = Method::Post,
         .path = "/v1/me/mfa",
         .operation = "beginMfa",
         .rate = RateClass::Write,
         .handler = by(this, &SecondFactor::begin),
         .stepUp = true,
         .adultsOnly = true},
        {.method = Method::Put,
         .path = "/v1/me/mfa",
         .operation = "confirmMfa",
         .rate = RateClass::Write,
         .handler = by(this, &SecondFactor::confirm),
         .stepUp = true,
         .adultsOnly = true},
        {.method = Method::Delete,
         .path = "/v1/me/mfa",
         .operation = "disableMfa",
         .rate = RateClass::Write,
         .handler = by(this, &SecondFactor::disable),
         .stepUp = true,
         .adultsOnly = true},
        // No Idempotency-Key: the answer opens the account, and asking twice leaves one set that works.
        {.method = Method::Post,
         .path = "/v1/me/mfa/recovery-codes",
         .operation = "replaceRecoveryCodes",
         .rate = RateClass::Write,
         .handler = by(this, &SecondFactor::replaceCodes),
         .stepUp = true,
         .audited = true,
         .adultsOnly = true},
    };
}

} // namespace melody::accounts
