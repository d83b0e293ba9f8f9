// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <http/message.h>

#include <wire/json.h>

namespace melody::http {
using namespace Qt::StringLiterals;

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
