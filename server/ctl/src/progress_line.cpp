// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "progress_line.h"

#include <cstdio>
#include <unistd.h>

namespace melody::ctl {

using namespace Qt::StringLiterals;

QString remainingTime(qint64 elapsedMs, qint64 done, qint64 total)
{
    if (done <= 0 || done >= total || elapsedMs < 500)
        return {};
    const qint64 seconds = (elapsedMs * (total - done) / done + 999) / 1000;
    const QString clock = u"%1:%2"_s.arg(seconds / 60 % 60, seconds >= 3600 ? 2 : 1, 10, QChar(u'0')).arg(seconds % 60, 2, 10, QChar(u'0'));
    return seconds >= 3600 ? u"%1:%2"_s.arg(seconds / 3600).arg(clock) : clock;
}

ProgressLine::ProgressLine(QString what, qint64 total) : m_what(std::move(what)), m_total(total), m_isTerminal(::isatty(STDERR_FILENO) == 1)
{
    m_since.start();
}

ProgressLine::~ProgressLine()
{
    if (m_isTerminal && m_lastPrintMs >= 0)
        fputc('\n', stderr);
}

void ProgressLine::update(qint64 done, const QString &note)
{
    const qint64 now = m_since.elapsed();
    const bool last = done >= m_total;
    if (now - m_lastPrintMs < (m_isTerminal ? 100 : 10'000) && !last)
        return;
    m_lastPrintMs = now;
    const int percent = m_total > 0 ? int(done * 100 / m_total) : 100;
    const QString left = remainingTime(now, done, m_total);
    const QString line = u"%1 %2 %%3%4"_s.arg(m_what)
                             .arg(percent, 3)
                             .arg(left.isEmpty() ? QString() : u", %1 left"_s.arg(left), note.isEmpty() ? QString() : u"  "_s + note);
    fprintf(stderr, m_isTerminal ? "\r\033[K%s" : "%s\n", line.toUtf8().constData());
    fflush(stderr);
}

} // namespace melody::ctl
