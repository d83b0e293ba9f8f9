// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "list_query.h"

#include <QtCore/QSet>

namespace melody::catalog {
namespace {

using namespace Qt::StringLiterals;

constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

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

bool isKind(const QString &text)
{
    return !text.isEmpty() && text.size() <= 31 &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return (c >= u'a' && c <= u'z') || c == u'_'; });
}

Result<PageQuery> readPage(const QUrlQuery &query)
{
    PageQuery page;
    if (query.hasQueryItem(u"limit"_s)) {
        bool isNumber = false;
        page.limit = query.queryItemValue(u"limit"_s).toInt(&isNumber);
        if (!isNumber || page.limit < 1 || page.limit > 200)
            return failField(u"limit"_s, u"out_of_range"_s, u"must be a number from 1 to 200"_s);
    }
    if (query.hasQueryItem(u"cursor"_s)) {
        page.after = decodeCursor(query.queryItemValue(u"cursor"_s));
        if (!page.after)
            return notACursor();
    }
    return page;
}

} // namespace

QString encodeCursor(const ContentId &last)
{
    return QString::fromLatin1(last.uuid().toRfc4122().toBase64(base64Url));
}

std::optional<ContentId> decodeCursor(const QString &text)
{
    const auto bytes = QByteArray::fromBase64Encoding(text.toUtf8(), base64Url | QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes || bytes.decoded.size() != 16)
        return std::nullopt;
    const ContentId last(QUuid::fromRfc4122(bytes.decoded));
    return encodeCursor(last) == text ? std::optional(last) : std::nullopt;
}

tl::unexpected<Error> notACursor()
{
    return failField(u"cursor"_s, u"not_a_cursor"_s, u"must be the next_cursor of an earlier page"_s);
}

Result<PageQuery> parsePageQuery(const QUrlQuery &query)
{
    if (const auto known = refuseUnknown(query, {u"limit"_s, u"cursor"_s}); !known)
        return tl::unexpected(known.error());
    return readPage(query);
}

Result<ListQuery> parseListQuery(const QUrlQuery &query)
{
    if (const auto known = refuseUnknown(query, {u"kind"_s, u"artist"_s, u"limit"_s, u"cursor"_s}); !known)
        return tl::unexpected(known.error());
    ListQuery list;
    list.kind = query.queryItemValue(u"kind"_s);
    if (!isKind(list.kind))
        return failField(u"kind"_s, u"required"_s, u"Say which kind of content to list, such as album."_s);
    if (query.hasQueryItem(u"artist"_s)) {
        list.artist = ContentId::parse(query.queryItemValue(u"artist"_s));
        if (!list.artist)
            return failField(u"artist"_s, u"not_an_id"_s, u"must be a UUID in lower case"_s);
    }
    return readPage(query).map([&](const PageQuery &page) {
        list.page = page;
        return list;
    });
}

Result<int> parseImageSize(const QUrlQuery &query)
{
    if (const auto known = refuseUnknown(query, {u"size"_s}); !known)
        return tl::unexpected(known.error());
    if (!query.hasQueryItem(u"size"_s))
        return 320;
    const QString size = query.queryItemValue(u"size"_s);
    for (const int edge : {64, 160, 320, 640, 1280}) {
        if (size == QString::number(edge))
            return edge;
    }
    return failField(u"size"_s, u"out_of_range"_s, u"must be 64, 160, 320, 640 or 1280"_s);
}

} // namespace melody::catalog
