// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/error_words.h>
#include <viewmodels/session_view_model.h>
#include <viewmodels/step_up_view_model.h>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

void require(Error &error, const QString &field, bool present, bool valid)
{
    if (!present)
        error.fields.append({field, u"required"_s, u"must not be empty"_s});
    else if (!valid)
        error.fields.append({field, u"not_valid"_s, u"is not valid"_s});
}

bool looksLikeEmail(const QString &text)
{
    const auto at = text.indexOf(u'@');
    return at > 0 && at < text.size() - 1 && !text.contains(u' ');
}

} // namespace

SessionViewModel::SessionViewModel(remote::Api &api, QString deviceName)
    : m_api(api), m_deviceName(std::move(deviceName)), m_signedIn(api.signInState() == remote::SignInState::SignedIn)
{
    api.observeSignIn(this, [this](remote::SignInState state) { observe(state); });
}

QString SessionViewModel::emailError() const
{
    return m_formError ? fieldSentence(*m_formError, u"email"_s) : QString();
}

QString SessionViewModel::passwordError() const
{
    return m_formError ? fieldSentence(*m_formError, u"password"_s) : QString();
}

QString SessionViewModel::nameError() const
{
    return m_formError ? fieldSentence(*m_formError, u"display_name"_s) : QString();
}

QString SessionViewModel::formError() const
{
    if (!m_formError || !emailError().isEmpty() || !passwordError().isEmpty() || !nameError().isEmpty())
        return {};
    if (!fieldSentence(*m_formError, u"code"_s).isEmpty())
        return {};
    if (m_form == Form::Code)
        return errorSentence(*m_formError);
    if (m_form == Form::Child)
        return childSignInSentence(*m_formError);
    return m_form == Form::SignIn ? signInSentence(*m_formError) : errorSentence(*m_formError);
}

QString SessionViewModel::codeError() const
{
    return m_formError ? fieldSentence(*m_formError, u"code"_s) : QString();
}

bool SessionViewModel::staff() const
{
    static const QStringList staffRoles{u"editor"_s, u"finance"_s, u"compliance"_s, u"admin"_s};
    return std::any_of(staffRoles.begin(), staffRoles.end(), [this](const QString &role) { return m_profile.roles.contains(role); });
}

void SessionViewModel::setProfile(const wire::Profile &profile)
{
    m_profile = profile;
    Q_EMIT profileChanged();
}

void SessionViewModel::signIn(const QString &email, const QString &password)
{
    if (loading())
        return;
    Error wrong{ErrorKind::Invalid, u"invalid_field"_s, {}};
    require(wrong, u"email"_s, !email.trimmed().isEmpty(), looksLikeEmail(email.trimmed()));
    require(wrong, u"password"_s, !password.isEmpty(), true);
    if (!wrong.fields.isEmpty())
        return refuse(wrong, Form::SignIn);
    clearErrors();
    setLoading();
    m_api.signIn(email.trimmed(), password, m_deviceName, this, [this](const Result<UserId> &user) { entered(user, Form::SignIn); });
}

void SessionViewModel::giveCode(const QString &code)
{
    if (loading() || !codeWanted())
        return;
    if (code.trimmed().isEmpty())
        return refuse(Error{ErrorKind::Invalid, u"invalid_field"_s, {}, {{u"code"_s, u"required"_s, {}}}}, Form::Code);
    clearErrors();
    setLoading();
    const TypedCode typed = typedCode(code);
    m_api.account().finishSignIn(wire::SecondFactorRequest{m_challenge, typed.totp, typed.recoveryCode}, this,
                                 [this](const Result<UserId> &user) { entered(user, Form::Code); });
}

void SessionViewModel::forgetCode()
{
    m_challenge.clear();
    setIdle();
    clearErrors();
}

void SessionViewModel::signInChild(const QString &code, const QString &password)
{
    if (loading())
        return;
    Error wrong{ErrorKind::Invalid, u"invalid_field"_s, {}};
    require(wrong, u"code"_s, !code.trimmed().isEmpty(), true);
    require(wrong, u"password"_s, !password.isEmpty(), true);
    if (!wrong.fields.isEmpty())
        return refuse(wrong, Form::Child);
    clearErrors();
    setLoading();
    m_api.account().signInChild(code.trimmed(), password, m_deviceName, this,
                                [this](const Result<UserId> &user) { entered(user, Form::Child); });
}

// Whichever way somebody came in, or was refused.
void SessionViewModel::entered(const Result<UserId> &user, Form form)
{
    if (user)
        return accept();
    const Error &error = user.error();
    if (error.code == u"second_factor_required" && !error.challenge.isEmpty()) {
        m_challenge = error.challenge;
        setIdle();
        return clearErrors();
    }
    if (error.code == u"challenge_invalid") // too late: the password must be given again
        m_challenge.clear();
    if (error.code == u"wrong_code")
        return refuse(Error{ErrorKind::Invalid, u"invalid_field"_s, {}, {{u"code"_s, u"wrong_code"_s, {}}}}, form);
    refuse(error, form);
}

void SessionViewModel::signUp(const QString &displayName, const QString &email, const QString &password, const QString &language)
{
    if (loading())
        return;
    Error wrong{ErrorKind::Invalid, u"invalid_field"_s, {}};
    require(wrong, u"display_name"_s, !displayName.trimmed().isEmpty(), true);
    require(wrong, u"email"_s, !email.trimmed().isEmpty(), looksLikeEmail(email.trimmed()));
    require(wrong, u"password"_s, true, password.size() >= wire::shortestPassword);
    if (!wrong.fields.isEmpty())
        return refuse(wrong, Form::SignUp);
    clearErrors();
    setLoading();
    const wire::SignUpRequest request{email.trimmed(), password, displayName.trimmed(), language};
    m_api.signUp(request, this, [this, request](const Result<void> &made) {
        if (!made)
            return refuse(made.error(), Form::SignUp);
        m_api.signIn(request.email, request.password, m_deviceName, this,
                     [this](const Result<UserId> &user) { entered(user, Form::SignIn); });
    });
}

void SessionViewModel::signOut()
{
    m_api.signOut(this, [](const Result<void> &) {});
}

void SessionViewModel::clearErrors()
{
    m_formError.reset();
    Q_EMIT formChanged();
}

void SessionViewModel::refuse(const Error &error, Form form)
{
    m_formError = error;
    m_form = form;
    setFailed(error);
    Q_EMIT formChanged();
}

void SessionViewModel::accept()
{
    m_challenge.clear();
    clearErrors();
    setReady();
    observe(m_api.signInState());
}

void SessionViewModel::observe(remote::SignInState state)
{
    const bool signedIn = state == remote::SignInState::SignedIn;
    const bool changed = signedIn != m_signedIn;
    m_signedIn = signedIn;
    if (!signedIn && !m_profile.id.isNull()) {
        m_profile = {};
        Q_EMIT profileChanged();
    }
    if (signedIn && (changed || m_profile.id.isNull()))
        reloadProfile();
    if (changed) {
        if (!signedIn)
            setIdle();
        if (state == remote::SignInState::ForcedOut)
            refuse(Error{ErrorKind::Unauthenticated, u"refresh_reused"_s, {}}, Form::SignIn);
        Q_EMIT signedInChanged();
    }
}

void SessionViewModel::reloadProfile()
{
    m_api.me(this, [this](const Result<wire::Profile> &profile) {
        if (profile && m_signedIn)
            setProfile(*profile);
    });
}

} // namespace melody::app
