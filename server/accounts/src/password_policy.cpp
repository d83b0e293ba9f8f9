// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "password_policy.h"

#include <QtCore/QSet>

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

// What people who must type eight characters type first. Compared in lower case; longer repetitions of one of them ("passwordpassword")
// and of one character are caught by rule.
const QSet<QString> &commonPasswords()
{
    static const QSet<QString> list = [] {
        const QString words = u"12345678 123456789 1234567890 0123456789 87654321 987654321 0987654321 11223344 112233445566 12341234 "
                              "123123123 12344321 147258369 159753456 741852963 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qazxsw2 q1w2e3r4 "
                              "qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 asdfghjk asdfghjkl asdf1234 zxcvbnm1 zxcvbnm123 "
                              "password password1 password12 password123 password! passw0rd p@ssw0rd p@ssword pa55word pass1234 "
                              "passwort contrase contraseña motdepasse letmein1 letmein123 welcome1 welcome123 iloveyou iloveyou1 "
                              "sunshine princess football baseball basketball superman batman123 starwars pokemon1 dragon123 "
                              "monkey123 shadow123 master123 michael1 jennifer jordan23 charlie1 trustno1 whatever computer "
                              "internet samsung1 liverpool chelsea1 arsenal1 barcelona realmadrid mercedes corvette chocolate "
                              "butterfly elephant hello123 helloworld admin123 administrator changeme changeme1 secret123 "
                              "test1234 testtest default1 access14 abcdefgh abcd1234 abc12345 abc123456 a1b2c3d4 aa123456 "
                              "asd123456 qwe123456 zaq12wsx melody123 melodymelody music123 musicmusic spotify1 spotify123"_s;
        const auto parts = words.split(u' ');
        return QSet<QString>(parts.begin(), parts.end());
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
    if (password.size() < 8)
        return failField(u"password"_s, u"too_short"_s, u"must have at least 8 characters"_s);
    if (password.size() > 256)
        return failField(u"password"_s, u"too_long"_s, u"must have at most 256 characters"_s);
    const QString folded = password.toLower();
    const QString address = email.trimmed().toLower();
    if (folded == address || folded == address.section(u'@', 0, 0))
        return failField(u"password"_s, u"is_email"_s, u"must not be the e-mail address"_s);
    const QString part = repeatedPart(folded);
    if (commonPasswords().contains(folded) || commonPasswords().contains(part) || part.size() <= 3)
        return failField(u"password"_s, u"too_common"_s, u"is one of the first that a thief tries; choose another one"_s);
    return {};
}

} // namespace melody::accounts
