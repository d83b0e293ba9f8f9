// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "progress.h"

#include <cstdio>
#include <unistd.h>

namespace melody::ctl {

using namespace Qt::StringLiterals;

Progress::Progress(qint64 total) : m_total(std::max<qint64>(total, 1)), m_isTerminal(::isatty(STDERR_FILENO) != 0)
{
    m_started.start();
}

void Progress::show(qint64 done, const QString &what)
{
    const qint64 now = m_started.elapsed();
    if (now - m_lastShown < (m_isTerminal ? 100 : 5000))
        return;
    m_lastShown = now;
    QString line = u"%1 %  %2"_s.arg(done * 100 / m_total, 3).arg(what);
    if (done > 0 && now > 1000)
        line += u"  (about %1 left)"_s.arg(spellTime(now * (m_total - done) / done / 1000));
    const QByteArray text = line.left(110).toUtf8();
    std::fprintf(stderr, m_isTerminal ? "\r\033[K%s" : "%s\n", text.constData());
    std::fflush(stderr);
}

void Progress::finish()
{
    if (m_isTerminal)
        std::fputs("\r\033[K", stderr);
}

QString spellTime(qint64 seconds)
{
    if (seconds < 60)
        return u"%1 s"_s.arg(seconds);
    if (seconds < 3600)
        return u"%1 min %2 s"_s.arg(seconds / 60).arg(seconds % 60);
    return u"%1 h %2 min"_s.arg(seconds / 3600).arg(seconds % 3600 / 60);
}

} // namespace melody::ctl
