// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/browse_model.h>
#include <viewmodels/error_words.h>

namespace melody::app {

using namespace Qt::StringLiterals;

void BrowseModel::setApp(AppViewModel *app)
{
    if (m_app == app || app == nullptr)
        return;
    m_app = app;
    connect(app->settings(), &SettingsViewModel::languageChanged, this, &BrowseModel::stateChanged); // errors are words
    fetch();
}

QString BrowseModel::error() const
{
    return m_error ? errorSentence(*m_error) : QString();
}

bool BrowseModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_app != nullptr && !m_complete && !m_loading && !m_error;
}

void BrowseModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        fetch();
}

void BrowseModel::retry()
{
    m_error.reset();
    if (!m_loading && !m_complete)
        fetch();
}

void BrowseModel::fetch()
{
    m_loading = true;
    Q_EMIT stateChanged();
    m_app->api().contents(u"/v1/contents?kind=album"_s, m_cursor, pageSize, this,
                          [this](const Result<wire::ContentPage> &page) { take(page); });
}

void BrowseModel::take(const Result<wire::ContentPage> &page)
{
    m_loading = false;
    if (!page) {
        m_error = page.error();
    } else {
        // A cursor that does not move would page for ever.
        m_complete = page->nextCursor.isEmpty() || page->nextCursor == m_cursor;
        m_cursor = page->nextCursor;
        append(page->items);
    }
    Q_EMIT stateChanged();
}

} // namespace melody::app
