// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/error_words.h>
#include <viewmodels/page_view_model.h>

namespace melody::app {

QString PageViewModel::error() const
{
    return failed() ? errorSentence(m_error) : QString();
}

void PageViewModel::setLoading()
{
    m_phase = Phase::Loading;
    Q_EMIT phaseChanged();
}

void PageViewModel::setReady()
{
    m_phase = Phase::Ready;
    Q_EMIT phaseChanged();
}

void PageViewModel::setFailed(const Error &error)
{
    m_phase = Phase::Failed;
    m_error = error;
    Q_EMIT phaseChanged();
}

void PageViewModel::setIdle()
{
    m_phase = Phase::Idle;
    Q_EMIT phaseChanged();
}

} // namespace melody::app
