// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "names.h"

#include <numeric>

namespace melody::config {
using namespace Qt::StringLiterals;
namespace {

qsizetype distance(const QString &a, const QString &b)
{
    std::vector<qsizetype> row(size_t(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i + 1);
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = size_t(j);
            const qsizetype changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[at + 1];
            row[at + 1] = std::min({row[at] + 1, row[at + 1] + 1, changed});
        }
    }
    return row.back();
}

} // namespace

QString environmentName(const QString &option)
{
    return u"MELODY_"_s + QString(option).replace(u'.', u'_').toUpper();
}

QString flagName(const QString &option)
{
    return u"--"_s + QString(option).replace(u'.', u'-').replace(u'_', u'-');
}

QString nearest(const QString &wrong, const QStringList &known)
{
    QString best;
    qsizetype fewest = wrong.size() / 3 + 1;
    for (const QString &name : known) {
        if (wrong.size() > 100)
            break; // a mistake, but no slip of the hand
        const qsizetype changes = distance(wrong, name);
        if (changes < fewest) {
            fewest = changes;
            best = name;
        }
    }
    return best;
}

} // namespace melody::config
