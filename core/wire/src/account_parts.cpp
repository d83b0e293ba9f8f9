// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "account_parts.h"

namespace melody::wire {

using namespace Qt::StringLiterals;

// Whether mail can reach it only a mail shows; this keeps out what is no address at all.
QString readEmail(ObjectReader &reader, const QString &field)
{
    const QString email = reader.string(field, 3, maxEmail);
    const auto isBad = [](QChar c) { return c.isSpace() || c.category() == QChar::Other_Control; };
    const qsizetype at = email.indexOf(u'@');
    const bool good = at > 0 && at == email.lastIndexOf(u'@') && at < email.size() - 1 && std::none_of(email.begin(), email.end(), isBad);
    if (!email.isEmpty() && !good)
        reader.report(field, u"not_an_email"_s, u"must be an e-mail address"_s);
    return email;
}

void checkLanguage(ObjectReader &reader, const QString &language)
{
    if (!language.isEmpty() && language != u"en" && language != u"es")
        reader.report(u"language"_s, u"not_supported"_s, u"must be en or es"_s);
}

} // namespace melody::wire
