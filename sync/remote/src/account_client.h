// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// AccountApi over HTTP.
#pragma once

#include "caller.h"
#include "sign_in.h"

#include <remote/account_api.h>
#include <values/mailbox.h>

namespace melody::remote {

class AccountClient final : public AccountApi {
public:
    struct Parts {
        Mailbox &thread; // the network thread's
        Caller &caller;
        SignIn &signIn;
        QUrl server;
        QByteArray devicePublicKey;
    };
    explicit AccountClient(const Parts &parts) : m_parts(parts) {}

    void finishSignIn(const wire::SecondFactorRequest &request, QObject *context, Done<UserId> done) override;
    void signInChild(const QString &code, const QString &password, const QString &deviceName, QObject *context, Done<UserId> done) override;
    void requestPasswordReset(const QString &email, QObject *context, Done<void> done) override;
    void resetPassword(const QString &token, const QString &password, QObject *context, Done<void> done) override;
    void confirmEmail(const wire::ConfirmationRequest &request, QObject *context, Done<void> done) override;
    void prove(const wire::ProofRequest &request, QObject *context, Done<void> done) override;
    void changePassword(const wire::PasswordChange &change, QObject *context, Done<void> done) override;
    void beginSecondFactor(QObject *context, Done<wire::MfaEnrolment> done) override;
    void confirmSecondFactor(const QString &totp, QObject *context, Done<wire::RecoveryCodes> done) override;
    void removeSecondFactor(QObject *context, Done<void> done) override;
    void replaceRecoveryCodes(QObject *context, Done<wire::RecoveryCodes> done) override;
    void devices(const QString &cursor, QObject *context, Done<wire::SignedInDevicePage> done) override;
    void signOutDevice(const SignInId &device, QObject *context, Done<void> done) override;
    void changeProfile(const wire::ProfileChange &change, qint64 version, QObject *context, Done<wire::Profile> done) override;
    void setAvatar(const QByteArray &jpeg, QObject *context, Done<void> done) override;
    void removeAvatar(QObject *context, Done<void> done) override;
    void changeEmail(const QString &email, QObject *context, Done<void> done) override;
    void setFamilyTimeZone(const QString &timeZone, qint64 version, QObject *context, Done<wire::Family> done) override;
    void family(QObject *context, Done<wire::Family> done) override;
    void addMember(const wire::NewFamilyMember &member, QObject *context, Done<void> done) override;
    void removeMember(const QString &id, QObject *context, Done<void> done) override;
    void setControls(const UserId &child, const rules::ParentalControls &controls, qint64 version, QObject *context,
                     Done<wire::FamilyMember> done) override;
    void childSignInCode(const UserId &child, QObject *context, Done<wire::ChildSignInCode> done) override;
    void joinFamily(const QString &token, QObject *context, Done<wire::Family> done) override;

private:
    void call(Call call, std::function<void(Result<HttpAnswer>)> done);
    void ask(Call call, QObject *context, Done<void> done);
    template<typename T>
    void ask(Call call, Result<T> (*parse)(const QJsonObject &), QObject *context, Done<T> done);
    void signIn(Call call, QObject *context, Done<UserId> done);

    const Parts m_parts;
};

} // namespace melody::remote
