// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QString>

namespace melody::ctl {

// A line that says how far a long command is and how long it will still take: rewritten in place on a terminal, else a new
// line every five seconds.
class Progress {
public:
    explicit Progress(qint64 total);
    // `done` of the total; `what` is being done now.
    void show(qint64 done, const QString &what);
    void finish();

private:
    qint64 m_total;
    bool m_isTerminal;
    QElapsedTimer m_started;
    qint64 m_lastShown = -1'000'000;
};

// "3 min 20 s"
[[nodiscard]] QString spellTime(qint64 seconds);

} // namespace melody::ctl
