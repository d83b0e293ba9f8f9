// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the faces of the server share: reading an answer, and a key for a request that must not happen twice.
#pragma once

#include "http_client.h"

#include <wire/json.h>

#include <QtCore/QUuid>

namespace melody::remote {

// The JSON object of an answer, read by `parse`; "bad_answer" when it is something else.
template<typename T>
[[nodiscard]] Result<T> parsed(const Result<HttpAnswer> &answer, Result<T> (*parse)(const QJsonObject &))
{
    if (!answer)
        return tl::unexpected(answer.error());
    auto value = wire::parseObject(answer->body, answer->body.size()).and_then(parse);
    if (!value)
        return fail(ErrorKind::Internal, QStringLiteral("bad_answer"), value.error().detail);
    return value;
}

[[nodiscard]] inline Result<void> nothing(const Result<HttpAnswer> &answer)
{
    return answer ? Result<void>() : tl::unexpected(answer.error());
}

// For one logical request, however often it is sent.
[[nodiscard]] inline QByteArray newIdempotencyKey()
{
    return QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
}

} // namespace melody::remote
