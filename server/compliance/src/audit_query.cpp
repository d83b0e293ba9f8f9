// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "audit_query.h"

#include <QtCore/QSet>

namespace melody::compliance {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxAction = 100;

Result<void> refuseUnknown(const QUrlQuery &query, const QSet<QString> &known)
{
    QSet<QString> seen;
    const auto items = query.queryItems();
    for (const auto &[name, value] : items) {
        if (!known.contains(name))
            return failField(name, u"unknown"_s, u"There is no such parameter."_s);
        if (seen.contains(name))
            return failField(name, u"repeated"_s, u"This parameter may be given once."_s);
        seen.insert(name);
    }
    return {};
}

std::optional<QString> valueOf(const QUrlQuery &query, const QString &name)
{
    return query.hasQueryItem(name) ? std::optional(query.queryItemValue(name, QUrl::FullyDecoded)) : std::nullopt;
}

bool isAction(const QString &text)
{
    const auto fits = [](QChar c) { return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'.' || c == u'_'); };
    return !text.isEmpty() && text.size() <= maxAction && std::all_of(text.begin(), text.end(), fits);
}

Result<PageQuery> readPage(const QUrlQuery &query)
{
    PageQuery page;
    if (const auto limit = valueOf(query, u"limit"_s)) {
        bool isNumber = false;
        page.limit = limit->toInt(&isNumber);
        if (!isNumber || page.limit < 1 || page.limit > 200)
            return failField(u"limit"_s, u"out_of_range"_s, u"must be a number from 1 to 200"_s);
    }
    if (const auto cursor = valueOf(query, u"cursor"_s)) {
        bool isNumber = false;
        page.before = cursor->toLongLong(&isNumber);
        if (!isNumber || page.before < 1 || QString::number(page.before) != *cursor)
            return failField(u"cursor"_s, u"not_a_cursor"_s, u"must be the next_cursor of an earlier page"_s);
    }
    return page;
}

template<typename T, typename Parse>
Result<std::optional<T>> readOptional(const QUrlQuery &query, const QString &name, Parse parse, const QString &code, const QString &detail)
{
    const auto text = valueOf(query, name);
    if (!text)
        return std::optional<T>();
    const std::optional<T> value = parse(*text);
    if (!value)
        return failField(name, code, detail);
    return value;
}

} // namespace

Result<PageQuery> parsePageQuery(const QUrlQuery &query)
{
    if (const auto known = refuseUnknown(query, {u"limit"_s, u"cursor"_s}); !known)
        return tl::unexpected(known.error());
    return readPage(query);
}

Result<AuditQuery> parseAuditQuery(const QUrlQuery &query)
{
    const QSet<QString> known{u"action"_s, u"actor"_s, u"subject"_s, u"from"_s, u"to"_s, u"limit"_s, u"cursor"_s};
    if (const auto refused = refuseUnknown(query, known); !refused)
        return tl::unexpected(refused.error());
    const auto page = readPage(query);
    if (!page)
        return tl::unexpected(page.error());
    AuditQuery audit{*page, valueOf(query, u"action"_s), {}, {}, {}, {}};
    if (audit.action && !isAction(*audit.action))
        return failField(u"action"_s, u"not_an_action"_s, u"must be words of letters, digits and _ with dots between"_s);
    for (const auto &[name, to] : {std::pair(u"actor"_s, &audit.actor), std::pair(u"subject"_s, &audit.subject)}) {
        const auto id = readOptional<UserId>(query, name, &UserId::parse, u"not_an_id"_s, u"must be a UUID in lower case"_s);
        if (!id)
            return tl::unexpected(id.error());
        *to = *id;
    }
    for (const auto &[name, to] : {std::pair(u"from"_s, &audit.from), std::pair(u"to"_s, &audit.to)}) {
        const auto time =
            readOptional<TimePoint>(query, name, &parseTime, u"not_a_time"_s, u"must be a time such as 2026-11-22T20:18:00.000Z"_s);
        if (!time)
            return tl::unexpected(time.error());
        *to = *time;
    }
    return audit;
}

} // namespace melody::compliance
