// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "list_query.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QSet>

namespace melody::catalog {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxCursorLength = 4096;
constexpr qsizetype maxSortTitleLength = 2000;

Result<void> refuseUnknown(const QUrlQuery &query, const QSet<QString> &known)
{
    QSet<QString> seen;
    for (const auto &[name, value] : query.queryItems()) {
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

} // namespace

QString encodeCursor(const ListCursor &cursor)
{
    const QJsonArray place{cursor.sortTitle, cursor.after.toString(QUuid::WithoutBraces)};
    return QString::fromLatin1(
        QJsonDocument(place).toJson(QJsonDocument::Compact).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

std::optional<ListCursor> decodeCursor(const QString &text)
{
    if (text.size() > maxCursorLength)
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(text.toUtf8(), QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals |
                                                                           QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return std::nullopt;
    const QJsonArray place = QJsonDocument::fromJson(*decoded).array();
    if (place.size() != 2 || !place[0].isString() || place[0].toString().size() > maxSortTitleLength || place[0].toString().contains(u'\0'))
        return std::nullopt;
    const auto after = parseUuid(place[1].toString());
    if (!after)
        return std::nullopt;
    return ListCursor{place[0].toString(), *after};
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
    if (query.hasQueryItem(u"limit"_s)) {
        bool isNumber = false;
        list.limit = query.queryItemValue(u"limit"_s).toInt(&isNumber);
        if (!isNumber || list.limit < 1 || list.limit > 200)
            return failField(u"limit"_s, u"out_of_range"_s, u"must be a number from 1 to 200"_s);
    }
    if (query.hasQueryItem(u"cursor"_s)) {
        const auto cursor = decodeCursor(query.queryItemValue(u"cursor"_s, QUrl::FullyDecoded));
        if (!cursor)
            return failField(u"cursor"_s, u"not_a_cursor"_s, u"must be the next_cursor of an earlier page"_s);
        list.cursor = *cursor;
    }
    return list;
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
