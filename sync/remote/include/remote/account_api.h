// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of the server that knows who one is: proving it, the account, its devices and its family. Errors, threads and `done` as
// remote/api.h has them.
#pragma once

#include <remote/done.h>
#include <wire/accounts.h>
#include <wire/family.h>
#include <wire/identity.h>

#include <QtCore/QObject>

#include <functional>

namespace melody::remote {

class AccountApi {
public:
    virtual ~AccountApi() = default;

    // The answer to "second_factor_required" of signIn(); signs in.
    virtual void finishSignIn(const wire::SecondFactorRequest &request, QObject *context, Done<UserId> done) = 0;
    // A child's, with the code its family shows; signs in.
    virtual void signInChild(const QString &code, const QString &password, const QString &deviceName, QObject *context,
                             Done<UserId> done) = 0;
    // Sends a mail, if there is such an account; the answer doesn't tell.
    virtual void requestPasswordReset(const QString &email, QObject *context, Done<void> done) = 0;
    // With the token of that mail.
    virtual void resetPassword(const QString &token, const QString &password, QObject *context, Done<void> done) = 0;
    // With the token of a mail, or with the address that wants another one.
    virtual void confirmEmail(const wire::ConfirmationRequest &request, QObject *context, Done<void> done) = 0;

    // After "step_up_required": what was refused may be asked again then.
    virtual void prove(const wire::ProofRequest &request, QObject *context, Done<void> done) = 0;
    virtual void changePassword(const wire::PasswordChange &change, QObject *context, Done<void> done) = 0;
    virtual void beginSecondFactor(QObject *context, Done<wire::MfaEnrolment> done) = 0;
    virtual void confirmSecondFactor(const QString &totp, QObject *context, Done<wire::RecoveryCodes> done) = 0;
    virtual void removeSecondFactor(QObject *context, Done<void> done) = 0;
    // New ones; the old ones no longer work.
    virtual void replaceRecoveryCodes(QObject *context, Done<wire::RecoveryCodes> done) = 0;

    // Cursor empty for the first page.
    virtual void devices(const QString &cursor, QObject *context, Done<wire::SignedInDevicePage> done) = 0;
    virtual void signOutDevice(const SignInId &device, QObject *context, Done<void> done) = 0;

    // `version` is that of the profile that was shown; "version_conflict" when it is not the newest.
    virtual void changeProfile(const wire::ProfileChange &change, qint64 version, QObject *context, Done<wire::Profile> done) = 0;

    // A JPEG of at most wire::maxAvatarBytes. It is there a while after the answer: see Profile::avatar.
    virtual void setAvatar(const QByteArray &jpeg, QObject *context, Done<void> done) = 0;
    virtual void removeAvatar(QObject *context, Done<void> done) = 0;
    // Sends a mail to the new address; its token goes to confirmEmail(). "step_up_required" when it must be proved who asks.
    virtual void changeEmail(const QString &email, QObject *context, Done<void> done) = 0;

    // IANA time zone of the children's days; `version` as with changeProfile().
    virtual void setFamilyTimeZone(const QString &timeZone, qint64 version, QObject *context, Done<wire::Family> done) = 0;
    virtual void family(QObject *context, Done<wire::Family> done) = 0;
    virtual void addMember(const wire::NewFamilyMember &member, QObject *context, Done<void> done) = 0;
    // `id` of a member or of an invitation.
    virtual void removeMember(const QString &id, QObject *context, Done<void> done) = 0;
    virtual void setControls(const UserId &child, const rules::ParentalControls &controls, qint64 version, QObject *context,
                             Done<wire::FamilyMember> done) = 0;
    virtual void childSignInCode(const UserId &child, QObject *context, Done<wire::ChildSignInCode> done) = 0;
    // Takes up an invitation, with the token of its mail.
    virtual void joinFamily(const QString &token, QObject *context, Done<wire::Family> done) = 0;
};

} // namespace melody::remote
