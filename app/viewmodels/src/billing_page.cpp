// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/billing_page.h>

#include <viewmodels/billing_words.h>

namespace melody::app {

void BillingPage::setApp(AppViewModel *app)
{
    if (m_app == app || app == nullptr)
        return;
    m_app = app;
    connect(app->settings(), &SettingsViewModel::languageChanged, this, [this] {
        refresh();
        Q_EMIT phaseChanged();
        Q_EMIT changed();
    });
    connect(app, &AppViewModel::planChanged, this, [this] {
        if (!m_busy) // what is on its way brings the answer
            load();
    });
    load();
}

QString BillingPage::problem() const
{
    return m_problem ? billingSentence(*m_problem) : QString();
}

void BillingPage::again()
{
    if (!m_work || m_busy)
        return;
    const auto work = m_work; // it replaces itself
    work();
}

void BillingPage::dismiss()
{
    m_problem.reset();
    Q_EMIT changed();
}

QString BillingPage::language() const
{
    return m_app != nullptr ? m_app->settings()->effectiveLanguage() : QStringLiteral("en");
}

bool BillingPage::begin(std::function<void()> work)
{
    if (m_busy || m_app == nullptr)
        return false;
    m_busy = true;
    m_problem.reset();
    m_work = std::move(work);
    Q_EMIT changed();
    return true;
}

void BillingPage::finish()
{
    m_busy = false;
    Q_EMIT changed();
}

void BillingPage::refuse(const Error &error)
{
    m_busy = false;
    m_problem = error;
    Q_EMIT changed();
}

} // namespace melody::app
