// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// "[12/40 MB] 30 %, 0:42 left": one line on a terminal, rewritten in place; one line every ten seconds elsewhere.
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QString>

namespace melody::ctl {

class ProgressLine {
public:
    ProgressLine(QString what, qint64 total);
    ~ProgressLine();
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;
    // `done` of `total`; units are the caller's. `note` says what is being done now.
    void update(qint64 done, const QString &note = {});

private:
    QString m_what;
    qint64 m_total;
    bool m_isTerminal;
    QElapsedTimer m_since;
    qint64 m_lastPrintMs = -10'000;
};

// "0:42", "1:03:20"; pure. Nothing sensible can be said before some of the work is done: empty.
[[nodiscard]] QString remainingTime(qint64 elapsedMs, qint64 done, qint64 total);

} // namespace melody::ctl
