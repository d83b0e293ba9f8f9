// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <passwords/common_passwords.h>
#include <passwords/policy.h>
#include <wire/accounts.h>

#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

namespace melody::passwords {
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

// Case, and what looks like a letter: "P4$$w0rd" and "password" are one guess.
QString folded(const QString &text)
{
    QString result = text.toLower();
    for (QChar &letter : result) {
        switch (letter.unicode()) {
        case u'@':
        case u'4':
            letter = u'a';
            break;
        case u'3':
            letter = u'e';
            break;
        case u'1':
            letter = u'i';
            break;
        case u'0':
            letter = u'o';
            break;
        case u'$':
        case u'5':
            letter = u's';
            break;
        default:
            break;
        }
    }
    return result;
}

// Of what was added at the ends: what lies between the first letter and the last.
QString withoutEnds(QString text)
{
    while (!text.isEmpty() && !text.front().isLetter())
        text.remove(0, 1);
    while (!text.isEmpty() && !text.back().isLetter())
        text.chop(1);
    return text;
}

constexpr qsizetype shortestWord = 4; // of what is left of a common password without its digits
constexpr qsizetype shortestName = 3;
constexpr qsizetype mostAdded = 12; // more than this makes a password of its own

// What the common passwords are made of, folded: themselves, and what is left of them without the digits at their ends.
const QSet<QString> &commonWords()
{
    static const QSet<QString> list = [] {
        QSet<QString> words;
        for (const QString &password : commonPasswords()) {
            const QString word = withoutEnds(password);
            words.insert(folded(password));
            if (word.size() >= shortestWord)
                words.insert(folded(word));
        }
        return words;
    }();
    return list;
}

QString lettersAndDigits(const QString &text)
{
    QString result;
    std::copy_if(text.begin(), text.end(), std::back_inserter(result), [](QChar c) { return c.isLetterOrNumber(); });
    return result;
}

bool isCommonWord(const QString &text)
{
    const QString word = folded(text);
    return commonWords().contains(word) || commonWords().contains(repeatedPart(word));
}

// A common password, perhaps several times over, perhaps with signs between, and with digits or signs at its ends.
bool isCommonWithMore(const QString &password)
{
    const QString core = withoutEnds(password);
    if (core.isEmpty()) { // digits and signs: what begins or ends with a common one
        for (qsizetype length = std::max<qsizetype>(6, password.size() - mostAdded); length <= password.size(); ++length) {
            if (commonPasswords().contains(password.first(length)) || commonPasswords().contains(password.last(length)))
                return true;
        }
        return false;
    }
    if (password.size() - core.size() > mostAdded)
        return false;
    // Signs at the ends may be letters in disguise ("$ecret") or belong to the common one ("1q2w3e4r").
    constexpr qsizetype mostDisguised = 4;
    const qsizetype begin = password.indexOf(core);
    const qsizetype end = begin + core.size();
    for (qsizetype from = std::max<qsizetype>(0, begin - mostDisguised); from <= begin; ++from) {
        for (qsizetype to = end; to <= std::min(password.size(), end + mostDisguised); ++to) {
            const QString part = password.sliced(from, to - from);
            if (isCommonWord(part) || isCommonWord(lettersAndDigits(part)))
                return true;
        }
    }
    return false;
}

// What anybody who knows the account would try: words of its name and address, and ours.
QStringList ownWords(const QString &email, const QString &name)
{
    static const QRegularExpression other(u"[^\\p{L}]+"_s);
    const QString address = email.section(u'@', 0, 0) + u' ' + email.section(u'@', 1).section(u'.', 0, -2);
    QStringList words{u"melody"_s};
    for (const QString &word : (address + u' ' + name).toLower().split(other, Qt::SkipEmptyParts)) {
        if (word.size() >= shortestName)
            words.append(folded(word));
    }
    words.removeDuplicates();
    return words;
}

// Nothing but the words, digits and signs. `reached[i]`: the first i characters are.
bool isMadeOf(const QStringList &words, const QString &password)
{
    const QString text = folded(password);
    QList<bool> reached(text.size() + 1, false);
    reached[0] = true;
    qsizetype named = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (!reached[at])
            continue;
        if (!password[at].isLetter())
            reached[at + 1] = true;
        for (const QString &word : words) {
            if (QStringView(text).sliced(at).startsWith(word)) {
                reached[at + word.size()] = true;
                named += word.size();
            }
        }
    }
    return reached.constLast() && named > 0 && text.size() - named <= mostAdded;
}

} // namespace

Result<void> checkPassword(const QString &password, const QString &email, const QString &name)
{
    if (password.size() > 128)
        return failField(u"password"_s, u"too_long"_s, u"must have at most 128 characters"_s);
    const QString lower = password.toLower();
    const QString address = email.trimmed().toLower();
    if (lower == address || lower == address.section(u'@', 0, 0))
        return failField(u"password"_s, u"is_email"_s, u"must not be the e-mail address"_s);
    const QString part = repeatedPart(lower);
    if (commonPasswords().contains(lower) || commonPasswords().contains(part) || part.size() <= 3)
        return failField(u"password"_s, u"too_common"_s, u"is one of the first that a thief tries; choose another one"_s);
    if (password.size() < wire::shortestPassword)
        return failField(u"password"_s, u"too_short"_s, u"must have at least %1 characters"_s.arg(wire::shortestPassword));
    if (isMadeOf(ownWords(address, name), lower))
        return failField(u"password"_s, u"is_name"_s, u"is made of your name, your address or ours; choose another one"_s);
    if (isCommonWithMore(lower) || isCommonWithMore(part))
        return failField(u"password"_s, u"common_with_more"_s,
                         u"is one of the first that a thief tries, with something added; choose another one"_s);
    return {};
}

} // namespace melody::passwords
