// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <values/codes.h>

namespace melody {
namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isLetter(QChar c)
{
    return c >= u'A' && c <= u'Z';
}

bool isAsciiLower(QChar c)
{
    return c >= u'a' && c <= u'z';
}

} // namespace

std::optional<QString> parseIsrc(QStringView text)
{
    constexpr qsizetype bare = 12;
    constexpr qsizetype hyphenated = 15;
    if (text.size() != bare && text.size() != hyphenated)
        return std::nullopt;
    QString code;
    code.reserve(bare);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool hyphen = text.size() == hyphenated && (i == 2 || i == 6 || i == 9);
        if (hyphen != (text[i] == u'-'))
            return std::nullopt;
        if (!hyphen)
            code += isAsciiLower(text[i]) ? QChar(text[i].unicode() - u'a' + u'A') : text[i];
    }
    for (qsizetype i = 0; i < code.size(); ++i) {
        const bool letter = i < 5 && isLetter(code[i]);
        const bool digit = i >= 2 && isDigit(code[i]);
        if (!letter && !digit)
            return std::nullopt;
    }
    return code;
}

std::optional<QString> parseUpc(QStringView text)
{
    if (text.size() != 12 && text.size() != 13)
        return std::nullopt;
    // Weights 1, 3, 1, 3 … from the right, the check digit included; the sum must be a multiple of ten.
    int sum = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[text.size() - 1 - i];
        if (!isDigit(c))
            return std::nullopt;
        sum += (c.unicode() - u'0') * (i % 2 == 0 ? 1 : 3);
    }
    return sum % 10 == 0 ? std::optional(text.toString()) : std::nullopt;
}

} // namespace melody
