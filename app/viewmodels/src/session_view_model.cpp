// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/error_words.h>
#include <viewmodels/session_view_model.h>

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
    return m_signingIn ? signInSentence(*m_formError) : errorSentence(*m_formError);
}

void SessionViewModel::signIn(const QString &email, const QString &password)
{
    if (loading())
        return;
    Error wrong{ErrorKind::Invalid, u"invalid_field"_s, {}};
    require(wrong, u"email"_s, !email.trimmed().isEmpty(), looksLikeEmail(email.trimmed()));
    require(wrong, u"password"_s, !password.isEmpty(), true);
    if (!wrong.fields.isEmpty())
        return refuse(wrong, true);
    clearErrors();
    setLoading();
    m_api.signIn(email.trimmed(), password, m_deviceName, this, [this](const Result<UserId> &user) {
        if (!user)
            return refuse(user.error(), true);
        accept();
    });
}

void SessionViewModel::signUp(const QString &displayName, const QString &email, const QString &password, const QString &language)
{
    if (loading())
        return;
    Error wrong{ErrorKind::Invalid, u"invalid_field"_s, {}};
    require(wrong, u"display_name"_s, !displayName.trimmed().isEmpty(), true);
    require(wrong, u"email"_s, !email.trimmed().isEmpty(), looksLikeEmail(email.trimmed()));
    require(wrong, u"password"_s, true, password.size() >= 8);
    if (!wrong.fields.isEmpty())
        return refuse(wrong, false);
    clearErrors();
    setLoading();
    const wire::SignUpRequest request{email.trimmed(), password, displayName.trimmed(), language};
    m_api.signUp(request, this, [this, request](const Result<void> &made) {
        if (!made)
            return refuse(made.error(), false);
        m_api.signIn(request.email, request.password, m_deviceName, this, [this](const Result<UserId> &user) {
            if (!user)
                return refuse(user.error(), true);
            accept();
        });
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

void SessionViewModel::refuse(const Error &error, bool signingIn)
{
    m_formError = error;
    m_signingIn = signingIn;
    setFailed(error);
    Q_EMIT formChanged();
}

void SessionViewModel::accept()
{
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
    if (signedIn && (changed || m_profile.id.isNull())) {
        m_api.me(this, [this](const Result<wire::Profile> &profile) {
            if (!profile || !m_signedIn)
                return;
            m_profile = *profile;
            Q_EMIT profileChanged();
        });
    }
    if (changed) {
        if (!signedIn)
            setIdle();
        Q_EMIT signedInChanged();
    }
}

} // namespace melody::app
