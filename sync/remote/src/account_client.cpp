// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "account_client.h"

#include "answers.h"
#include "relay.h"

#include <QtCore/QUrlQuery>

namespace melody::remote {
namespace {

using namespace Qt::StringLiterals;

Call request(const char *method, const QString &path, std::optional<QJsonObject> body = {})
{
    Call out;
    out.method = method;
    out.path = path;
    out.body = std::move(body);
    return out;
}

// What has an effect once: a repetition must be known as one.
Call once(const QString &path, std::optional<QJsonObject> body = {})
{
    Call out = request("POST", path, std::move(body));
    out.idempotencyKey = newIdempotencyKey();
    return out;
}

// What holds a code that is good for one use is not tried again: the second try would be refused though the first one worked.
Call codeBearing(Call call)
{
    call.repeatable = false;
    call.idempotencyKey.clear();
    return call;
}

Call anonymous(Call call)
{
    call.authorised = false;
    return call;
}

Call onlyIf(Call call, qint64 version)
{
    call.ifMatch = '"' + QByteArray::number(version) + '"';
    call.repeatable = false; // the version has moved on when the first try worked
    return call;
}

QString segment(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

void AccountClient::call(Call call, std::function<void(Result<HttpAnswer>)> done)
{
    call.origins = {m_parts.server};
    call.done = std::move(done);
    m_parts.thread.post([this, call = std::move(call)]() mutable { m_parts.caller.call(std::move(call)); });
}

void AccountClient::ask(Call out, QObject *context, Done<void> done)
{
    call(std::move(out), [done = onThreadOf(context, std::move(done))](const Result<HttpAnswer> &answer) { done(nothing(answer)); });
}

template<typename T>
void AccountClient::ask(Call out, Result<T> (*parse)(const QJsonObject &), QObject *context, Done<T> done)
{
    call(std::move(out),
         [parse, done = onThreadOf(context, std::move(done))](const Result<HttpAnswer> &answer) { done(parsed(answer, parse)); });
}

void AccountClient::signIn(Call out, QObject *context, Done<UserId> done)
{
    call(std::move(out), [this, done = onThreadOf(context, std::move(done))](const Result<HttpAnswer> &answer) {
        const auto signedIn = parsed(answer, &wire::parseSignedIn);
        if (signedIn)
            m_parts.signIn.signedIn(*signedIn);
        done(signedIn.map([](const wire::SignedIn &who) { return who.user; }));
    });
}

void AccountClient::finishSignIn(const wire::SecondFactorRequest &request, QObject *context, Done<UserId> done)
{
    signIn(anonymous(codeBearing(once(u"/v1/sessions"_s, wire::toJson(request)))), context, std::move(done));
}

void AccountClient::signInChild(const QString &code, const QString &password, const QString &deviceName, QObject *context,
                                Done<UserId> done)
{
    const wire::ChildSignInRequest request{code, password, deviceName, m_parts.devicePublicKey};
    signIn(anonymous(codeBearing(once(u"/v1/sessions/children"_s, wire::toJson(request)))), context, std::move(done));
}

void AccountClient::requestPasswordReset(const QString &email, QObject *context, Done<void> done)
{
    ask(anonymous(once(u"/v1/password-resets"_s, wire::toJson(wire::EmailRequest{email}))), context, std::move(done));
}

void AccountClient::resetPassword(const QString &token, const QString &password, QObject *context, Done<void> done)
{
    const QString path = u"/v1/password-resets/"_s + segment(token);
    ask(anonymous(codeBearing(request("PUT", path, wire::toJson(wire::NewPassword{password})))), context, std::move(done));
}

void AccountClient::confirmEmail(const wire::ConfirmationRequest &request, QObject *context, Done<void> done)
{
    ask(anonymous(codeBearing(once(u"/v1/accounts/confirmations"_s, wire::toJson(request)))), context, std::move(done));
}

void AccountClient::prove(const wire::ProofRequest &request, QObject *context, Done<void> done)
{
    call(codeBearing(once(u"/v1/sessions/current/proofs"_s, wire::toJson(request))),
         [this, done = onThreadOf(context, std::move(done))](const Result<HttpAnswer> &answer) {
             const auto proof = parsed(answer, &wire::parseProof);
             if (proof)
                 m_parts.signIn.proved(*proof);
             done(proof.map([](const wire::Proof &) {}));
         });
}

void AccountClient::changePassword(const wire::PasswordChange &change, QObject *context, Done<void> done)
{
    ask(codeBearing(request("PUT", u"/v1/me/password"_s, wire::toJson(change))), context, std::move(done));
}

void AccountClient::beginSecondFactor(QObject *context, Done<wire::MfaEnrolment> done)
{
    ask(once(u"/v1/me/mfa"_s), &wire::parseMfaEnrolment, context, std::move(done));
}

void AccountClient::confirmSecondFactor(const QString &totp, QObject *context, Done<wire::RecoveryCodes> done)
{
    call(codeBearing(request("PUT", u"/v1/me/mfa"_s, wire::toJson(wire::MfaConfirmation{totp}))),
         [this, done = onThreadOf(context, std::move(done))](const Result<HttpAnswer> &answer) {
             if (answer)
                 m_parts.signIn.outdate(); // a new one says that the second factor was shown
             done(parsed(answer, &wire::parseRecoveryCodes));
         });
}

void AccountClient::removeSecondFactor(QObject *context, Done<void> done)
{
    ask(request("DELETE", u"/v1/me/mfa"_s), context, std::move(done));
}

void AccountClient::replaceRecoveryCodes(QObject *context, Done<wire::RecoveryCodes> done)
{
    ask(once(u"/v1/me/mfa/recovery-codes"_s), &wire::parseRecoveryCodes, context, std::move(done));
}

void AccountClient::devices(const QString &cursor, QObject *context, Done<wire::SignedInDevicePage> done)
{
    const QString query = cursor.isEmpty() ? QString() : u"?cursor="_s + segment(cursor);
    ask(request("GET", u"/v1/sessions"_s + query), &wire::parseSignedInDevicePage, context, std::move(done));
}

void AccountClient::signOutDevice(const SignInId &device, QObject *context, Done<void> done)
{
    ask(request("DELETE", u"/v1/sessions/"_s + device.toString()), context, std::move(done));
}

void AccountClient::changeProfile(const wire::ProfileChange &change, qint64 version, QObject *context, Done<wire::Profile> done)
{
    ask(onlyIf(request("PATCH", u"/v1/me"_s, wire::toJson(change)), version), &wire::parseProfile, context, std::move(done));
}

void AccountClient::setAvatar(const QByteArray &jpeg, QObject *context, Done<void> done)
{
    Call out = request("PUT", u"/v1/me/avatar"_s);
    out.bytes = jpeg;
    out.contentType = "image/jpeg";
    ask(std::move(out), context, std::move(done));
}

void AccountClient::removeAvatar(QObject *context, Done<void> done)
{
    ask(request("DELETE", u"/v1/me/avatar"_s), context, std::move(done));
}

void AccountClient::changeEmail(const QString &email, QObject *context, Done<void> done)
{
    ask(codeBearing(request("PUT", u"/v1/me/email"_s, wire::toJson(wire::EmailRequest{email}))), context, std::move(done));
}

void AccountClient::setFamilyTimeZone(const QString &timeZone, qint64 version, QObject *context, Done<wire::Family> done)
{
    ask(onlyIf(request("PATCH", u"/v1/me/family"_s, wire::toJson(wire::FamilyChange{timeZone})), version), &wire::parseFamily, context,
        std::move(done));
}

void AccountClient::family(QObject *context, Done<wire::Family> done)
{
    ask(request("GET", u"/v1/me/family"_s), &wire::parseFamily, context, std::move(done));
}

void AccountClient::addMember(const wire::NewFamilyMember &member, QObject *context, Done<void> done)
{
    ask(once(u"/v1/me/family/members"_s, wire::toJson(member)), context, std::move(done));
}

void AccountClient::removeMember(const QString &id, QObject *context, Done<void> done)
{
    ask(request("DELETE", u"/v1/me/family/members/"_s + segment(id)), context, std::move(done));
}

void AccountClient::setControls(const UserId &child, const rules::ParentalControls &controls, qint64 version, QObject *context,
                                Done<wire::FamilyMember> done)
{
    const QString path = u"/v1/me/family/members/%1/controls"_s.arg(child.toString());
    ask(onlyIf(request("PUT", path, wire::toJson(controls)), version), &wire::parseFamilyMember, context, std::move(done));
}

void AccountClient::childSignInCode(const UserId &child, QObject *context, Done<wire::ChildSignInCode> done)
{
    ask(once(u"/v1/me/family/members/%1/sign-in-codes"_s.arg(child.toString())), &wire::parseChildSignInCode, context, std::move(done));
}

void AccountClient::joinFamily(const QString &token, QObject *context, Done<wire::Family> done)
{
    ask(codeBearing(once(u"/v1/me/family/memberships"_s, wire::toJson(wire::NewMembership{token}))), &wire::parseFamily, context,
        std::move(done));
}

} // namespace melody::remote
