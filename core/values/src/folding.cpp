// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <values/folding.h>

namespace melody {
namespace {

using namespace Qt::StringLiterals;

// Only the accents of Latin, Greek and Cyrillic: in other scripts combining marks are vowels and make other words.
bool isAccent(QChar c)
{
    return c.unicode() >= 0x0300 && c.unicode() <= 0x036f;
}

} // namespace

QString foldText(const QString &text)
{
    QString folded = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    folded.removeIf(isAccent);
    folded.replace(u"ß"_s, u"ss"_s); // Qt folds character by character, and this one is two
    return folded.normalized(QString::NormalizationForm_C).simplified();
}

} // namespace melody
