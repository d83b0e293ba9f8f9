// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "judge.h"

namespace melody::soak {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxFaults = 50;

} // namespace

Judge::Judge()
{
    m_timer.start();
}

void Judge::setNetwork(bool whole)
{
    const std::lock_guard lock(m_mutex);
    if (whole && !m_whole)
        m_wholeSince = m_timer.elapsed();
    m_whole = whole;
}

void Judge::setExpectingMusic(bool expecting)
{
    const std::lock_guard lock(m_mutex);
    m_expecting = expecting;
    m_silentSince = m_timer.elapsed();
}

void Judge::heard(const player::PlayerState &state)
{
    const std::lock_guard lock(m_mutex);
    const player::ItemReport &now = state.current;
    if (now.session.isNull())
        return;
    if (now.session != m_last.session) {
        ++m_sessions;
        m_last = {};
        m_last.session = now.session;
        m_last.rung = now.rung;
    }
    if (now.renderedMs > m_last.renderedMs)
        m_silentSince = m_timer.elapsed();
    m_heardMs += std::max<qint64>(0, now.renderedMs - m_last.renderedMs);
    m_rungChanges += now.rung != m_last.rung && m_last.renderedMs > 0;
    if (const int more = now.underruns - m_last.underruns; more > 0) {
        m_underruns += more;
        m_underrunsByNetwork += isToBlame() ? more : 0;
        if (!isToBlame() && m_faults.size() < maxFaults)
            m_faults.append(u"underrun at %1 ms of '%2', %3, %4 ms buffered"_s.arg(state.positionMs)
                                .arg(now.item.title, media::rungName(now.rung))
                                .arg(state.bufferedToMs - state.positionMs));
    }
    m_last = now;
}

void Judge::look(const player::PlayerState &state)
{
    const std::lock_guard lock(m_mutex);
    const qint64 now = m_timer.elapsed();
    if (!m_expecting || isToBlame()) {
        m_silentSince = now;
        return;
    }
    if (now - m_silentSince < stuckMs || m_faults.size() >= maxFaults)
        return;
    m_faults.append(u"no music for %1 ms: status %2, '%3', %4"_s.arg(now - m_silentSince)
                        .arg(int(state.status))
                        .arg(state.current.item.title, state.error ? state.error->code : u"no error"_s));
    m_silentSince = now;
}

void Judge::note(const QString &fault)
{
    const std::lock_guard lock(m_mutex);
    if (m_faults.size() < maxFaults)
        m_faults.append(fault);
}

bool Judge::networkIsToBlame() const
{
    const std::lock_guard lock(m_mutex);
    return isToBlame();
}

qint64 Judge::heardMs() const
{
    const std::lock_guard lock(m_mutex);
    return m_heardMs;
}

void Judge::into(Figures &figures) const
{
    const std::lock_guard lock(m_mutex);
    figures.heardMs = m_heardMs;
    figures.wallMs = m_timer.elapsed();
    figures.sessions = m_sessions;
    figures.rungChanges = m_rungChanges;
    figures.underruns = m_underruns;
    figures.underrunsByNetwork = m_underrunsByNetwork;
    figures.faults = m_faults;
}

} // namespace melody::soak
