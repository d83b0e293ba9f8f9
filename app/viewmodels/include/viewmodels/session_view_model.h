// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who is signed in, and the forms that change it.
#pragma once

#include <remote/api.h>
#include <viewmodels/page_view_model.h>

namespace melody::app {

// Thread: the GUI's. `loading` while a form is on its way; `error` what was wrong with it.
class SessionViewModel : public melody::app::PageViewModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the composition root")
    Q_PROPERTY(bool signedIn READ signedIn NOTIFY signedInChanged)
    Q_PROPERTY(QString displayName READ displayName NOTIFY profileChanged)
    Q_PROPERTY(QString email READ email NOTIFY profileChanged)
    Q_PROPERTY(QString avatarId READ avatarId NOTIFY profileChanged) // empty: none
    Q_PROPERTY(QStringList roles READ roles NOTIFY profileChanged)
    Q_PROPERTY(bool emailConfirmed READ emailConfirmed NOTIFY profileChanged)
    Q_PROPERTY(bool secondFactor READ secondFactor NOTIFY profileChanged)
    // Has a role that the server lets work with a second factor only.
    Q_PROPERTY(bool staff READ staff NOTIFY profileChanged)
    Q_PROPERTY(int recoveryCodesLeft READ recoveryCodesLeft NOTIFY profileChanged)
    // The password was right, and a code is wanted, too.
    Q_PROPERTY(bool codeWanted READ codeWanted NOTIFY formChanged)
    Q_PROPERTY(QString codeError READ codeError NOTIFY formChanged)
    // One sentence a field of the form, empty when it is fine.
    Q_PROPERTY(QString emailError READ emailError NOTIFY formChanged)
    Q_PROPERTY(QString passwordError READ passwordError NOTIFY formChanged)
    Q_PROPERTY(QString nameError READ nameError NOTIFY formChanged)
    Q_PROPERTY(QString formError READ formError NOTIFY formChanged)

public:
    SessionViewModel(remote::Api &api, QString deviceName);
    [[nodiscard]] bool signedIn() const { return m_signedIn; }
    [[nodiscard]] const QString &deviceName() const { return m_deviceName; }
    // Whoever signed in in another way than by these forms; an error that has a challenge asks for the code.
    void signedInElsewhere(const Result<UserId> &user) { entered(user, Form::SignIn); }
    [[nodiscard]] UserId userId() const { return m_profile.id; }
    [[nodiscard]] QString displayName() const { return m_profile.displayName; }
    [[nodiscard]] QString avatarId() const { return m_profile.avatar.isNull() ? QString() : m_profile.avatar.toString(); }
    [[nodiscard]] QString email() const { return m_profile.email; }
    [[nodiscard]] QStringList roles() const { return m_profile.roles; }
    [[nodiscard]] bool emailConfirmed() const { return m_profile.emailConfirmed; }
    [[nodiscard]] bool secondFactor() const { return m_profile.secondFactor; }
    [[nodiscard]] bool staff() const;
    [[nodiscard]] int recoveryCodesLeft() const { return m_profile.recoveryCodesLeft; }
    [[nodiscard]] bool codeWanted() const { return !m_challenge.isEmpty(); }
    [[nodiscard]] QString codeError() const;
    [[nodiscard]] const wire::Profile &profile() const { return m_profile; }
    // What the server said the profile is now.
    void setProfile(const wire::Profile &profile);
    [[nodiscard]] QString emailError() const;
    [[nodiscard]] QString passwordError() const;
    [[nodiscard]] QString nameError() const;
    [[nodiscard]] QString formError() const;

    Q_INVOKABLE void signIn(const QString &email, const QString &password);
    // A code of the authenticator app, or a recovery code.
    Q_INVOKABLE void giveCode(const QString &code);
    // Back to the password.
    Q_INVOKABLE void forgetCode();
    // With the code a child's family shows.
    Q_INVOKABLE void signInChild(const QString &code, const QString &password);
    // Asks the server again who this is.
    Q_INVOKABLE void reloadProfile();
    // Makes the account and signs in.
    Q_INVOKABLE void signUp(const QString &displayName, const QString &email, const QString &password, const QString &language);
    Q_INVOKABLE void signOut();
    Q_INVOKABLE void clearErrors();

Q_SIGNALS:
    void signedInChanged();
    void profileChanged();
    void formChanged();

private:
    enum class Form { SignIn, SignUp, Code, Child };
    void refuse(const Error &error, Form form);
    void entered(const Result<UserId> &user, Form form);
    void accept();
    void observe(remote::SignInState state);

    remote::Api &m_api;
    QString m_deviceName;
    bool m_signedIn = false;
    wire::Profile m_profile;
    std::optional<Error> m_formError;
    Form m_form = Form::SignIn;
    QString m_challenge;
};

} // namespace melody::app
