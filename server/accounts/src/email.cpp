// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <accounts/email.h>

#include <QtCore/QUrl>

namespace melody::accounts {
namespace {

bool isLocalPart(QStringView part)
{
    constexpr QStringView symbols = u"!#$%&'*+-/=?^_`{|}~.";
    if (part.isEmpty() || part.size() > 64 || part.startsWith(u'.') || part.endsWith(u'.') || part.contains(u".."))
        return false;
    return std::all_of(part.begin(), part.end(), [&](QChar c) { return c.isLetterOrNumber() || symbols.contains(c); });
}

bool isDomain(const QString &domain)
{
    if (domain.isEmpty() || domain.size() > 253 || !domain.contains(u'.'))
        return false;
    const auto labels = domain.split(u'.');
    return std::all_of(labels.begin(), labels.end(), [](const QString &label) {
        return !label.isEmpty() && label.size() <= 63 && !label.startsWith(u'-') && !label.endsWith(u'-') &&
               std::all_of(label.begin(), label.end(),
                           [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-'; });
    });
}

} // namespace

std::optional<QString> normaliseEmail(const QString &email)
{
    const QString text = email.trimmed().normalized(QString::NormalizationForm_KC).toLower();
    const qsizetype at = text.indexOf(u'@');
    if (text.size() > 254 || at < 1 || text.indexOf(u'@', at + 1) >= 0)
        return std::nullopt;
    const QString domain = QString::fromLatin1(QUrl::toAce(text.sliced(at + 1))).toLower();
    const QString normalised = text.first(at) + u'@' + domain;
    if (!isLocalPart(QStringView(text).first(at)) || !isDomain(domain) || normalised.size() > 254)
        return std::nullopt;
    return normalised;
}

} // namespace melody::accounts
