// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync_token.h"

#include <QtCore/QStringList>

namespace melody::social {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> numberOf(QStringView text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber && number >= 0 && QString::number(number) == text ? std::optional(number) : std::nullopt;
}

} // namespace

QString formatSyncToken(const SyncToken &token)
{
    const QString revision = QString::number(token.revision);
    return token.began ? revision + u'.' + QString::number(*token.began) : revision;
}

Result<std::optional<SyncToken>> parseSyncToken(const QString &text)
{
    if (text.isEmpty())
        return std::optional<SyncToken>();
    const QStringList parts = text.split(u'.');
    const auto revision = numberOf(parts[0]);
    const auto began = parts.size() == 2 ? numberOf(parts[1]) : std::nullopt;
    if (!revision || parts.size() > 2 || (parts.size() == 2 && !began))
        return failField(u"since"_s, u"not_a_token"_s, u"must be the `next` of an earlier answer"_s);
    return std::optional(SyncToken{*revision, began});
}

SyncStart planSync(const std::optional<SyncToken> &since, qint64 revision, qint64 floor)
{
    const qint64 seen = since ? since->began.value_or(since->revision) : 0;
    // Also what is ahead of us: the database came from a backup.
    if (!since || seen < floor || seen > revision || since->revision > revision)
        return {0, revision, revision, true};
    if (since->began)
        return {since->revision, *since->began, since->began, false};
    return {since->revision, since->revision, {}, false};
}

} // namespace melody::social
