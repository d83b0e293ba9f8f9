// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/account_view_model.h>
#include <viewmodels/error_words.h>

namespace melody::app {

using namespace Qt::StringLiterals;

void AccountViewModel::setApp(AppViewModel *app)
{
    if (m_app == app || app == nullptr)
        return;
    m_app = app;
    connect(app->settings(), &SettingsViewModel::languageChanged, this, [this] { // errors are words
        Q_EMIT phaseChanged();
        Q_EMIT formChanged();
    });
    begin();
}

QString AccountViewModel::formError() const
{
    return m_formError && m_formError->fields.isEmpty() ? errorSentence(*m_formError) : QString();
}

QString AccountViewModel::fieldError(const QString &field) const
{
    return m_formError ? fieldSentence(*m_formError, field) : QString();
}

void AccountViewModel::clearErrors()
{
    m_formError.reset();
    Q_EMIT formChanged();
}

void AccountViewModel::refuse(const Error &error)
{
    m_busy = false;
    m_formError = error;
    Q_EMIT formChanged();
}

void AccountViewModel::refuseField(const QString &field, const QString &code)
{
    refuse(Error{ErrorKind::Invalid, u"invalid_field"_s, {}, {{field, code, {}}}});
}

bool AccountViewModel::start()
{
    if (m_busy || m_app == nullptr)
        return false;
    m_busy = true;
    clearErrors();
    return true;
}

void AccountViewModel::finish()
{
    m_busy = false;
    clearErrors();
}

} // namespace melody::app
