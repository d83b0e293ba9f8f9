// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "password_policy.h"

#include <accounts/common_passwords.h>

#include <QtCore/QSet>

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

// What thieves try first (resources/passwords), and what they would try here. In lower case.
const QSet<QString> &commonPasswords()
{
    static const QSet<QString> list = [] {
        QSet<QString> words{u"melody123"_s, u"melodymelody"_s, u"music123"_s, u"contraseña"_s, u"spotify1"_s, u"spotify123"_s};
        for (const QByteArray &word : QByteArray::fromRawData(commonPasswordsText, sizeof commonPasswordsText - 1).split('\n'))
            words.insert(QString::fromLatin1(word));
        return words;
    }();
    return list;
}

// "abcabcabc" -> "abc"; the text itself when it isn't a repetition.
QString repeatedPart(const QString &text)
{
    for (qsizetype length = 1; length <= text.size() / 2; ++length) {
        if (text.size() % length == 0 && text == text.first(length).repeated(text.size() / length))
            return text.first(length);
    }
    return text;
}

} // namespace

Result<void> checkPassword(const QString &password, const QString &email)
{
    if (password.size() > 128)
        return failField(u"password"_s, u"too_long"_s, u"must have at most 128 characters"_s);
    const QString folded = password.toLower();
    const QString address = email.trimmed().toLower();
    if (folded == address || folded == address.section(u'@', 0, 0))
        return failField(u"password"_s, u"is_email"_s, u"must not be the e-mail address"_s);
    const QString part = repeatedPart(folded);
    if (commonPasswords().contains(folded) || commonPasswords().contains(part) || part.size() <= 3)
        return failField(u"password"_s, u"too_common"_s, u"is one of the first that a thief tries; choose another one"_s);
    if (password.size() < wire::shortestPassword)
        return failField(u"password"_s, u"too_short"_s, u"must have at least %1 characters"_s.arg(wire::shortestPassword));
    return {};
}

} // namespace melody::accounts
