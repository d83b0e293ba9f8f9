// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "names.h"

#include <QtCore/QStringList>

namespace melody::catalog {
namespace {

using namespace Qt::StringLiterals;

// Only the accents of Latin, Greek and Cyrillic: in other scripts combining marks are vowels and make other words.
bool isAccent(QChar c)
{
    return c.unicode() >= 0x0300 && c.unicode() <= 0x036f;
}

} // namespace

QString normalisedName(const QString &name)
{
    QString folded = name.normalized(QString::NormalizationForm_KD).toCaseFolded();
    folded.removeIf(isAccent);
    folded.replace(u"ß"_s, u"ss"_s); // Qt folds character by character, and this one is two
    return folded.normalized(QString::NormalizationForm_C).simplified();
}

QString sortTitle(const QString &title)
{
    const QString name = normalisedName(title);
    for (const QStringView article : {u"the ", u"a ", u"an "}) {
        if (name.startsWith(article) && name.size() > article.size())
            return name.sliced(article.size());
    }
    return name.isEmpty() ? title : name;
}

} // namespace melody::catalog
