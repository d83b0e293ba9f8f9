// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <http/message.h>

#include <wire/json.h>

namespace melody::http {
using namespace Qt::StringLiterals;
namespace {

QByteArray tagOf(qint64 version)
{
    return '"' + QByteArray::number(version) + '"';
}

} // namespace

tl::unexpected<Error> staleVersion()
{
    return fail(ErrorKind::Stale, u"version_conflict"_s, u"This was changed meanwhile; look again."_s);
}

Result<qint64> Request::ifMatch() const
{
    const QByteArray tag = header("if-match");
    if (tag.isEmpty())
        return fail(ErrorKind::PreconditionRequired, u"if_match_required"_s, u"Say with If-Match which version you change."_s);
    bool isNumber = false;
    const qint64 version = tag.size() > 2 ? tag.sliced(1, tag.size() - 2).toLongLong(&isNumber) : 0;
    if (!isNumber || tag != tagOf(version))
        return staleVersion();
    return version;
}

Response Response::versioned(const QJsonObject &object, qint64 version, int status)
{
    Response response = json(object, status);
    response.headers.append(std::pair<QByteArray, QByteArray>("ETag", tagOf(version)));
    return response;
}

Result<QJsonObject> Request::json() const
{
    const QByteArray media = header("content-type").split(';').first().trimmed().toLower();
    if (media != "application/json" && !media.endsWith("+json"))
        return fail(ErrorKind::UnsupportedMedia, u"json_expected"_s, u"Send the body as application/json."_s);
    return wire::parseObject(body, std::numeric_limits<qsizetype>::max()); // the route's limit is kept already
}

Response Response::json(const QJsonObject &object, int status)
{
    Response response;
    response.status = status;
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return response;
}

Response Response::empty(int status)
{
    Response response;
    response.status = status;
    response.contentType.clear();
    return response;
}

} // namespace melody::http
