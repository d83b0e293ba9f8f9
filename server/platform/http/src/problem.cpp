// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "problem.h"

#include <wire/playback.h>

namespace melody::http {

int statusOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Malformed:
        return 400;
    case ErrorKind::Unauthenticated:
        return 401;
    case ErrorKind::PlanRequired:
        return 402;
    case ErrorKind::Forbidden:
        return 403;
    case ErrorKind::NotFound:
        return 404;
    case ErrorKind::MethodNotAllowed:
        return 405;
    case ErrorKind::Timeout:
        return 408;
    case ErrorKind::Conflict:
        return 409;
    case ErrorKind::Stale:
        return 412;
    case ErrorKind::TooLarge:
        return 413;
    case ErrorKind::UnsupportedMedia:
        return 415;
    case ErrorKind::Invalid:
        return 422;
    case ErrorKind::PreconditionRequired:
        return 428;
    case ErrorKind::RateLimited:
        return 429;
    case ErrorKind::Internal:
        return 500;
    case ErrorKind::Unavailable:
        return 503;
    }
    return 500;
}

Response problem(const Error &error, const QByteArray &traceId)
{
    return problem(error, statusOf(error.kind), traceId);
}

Response problem(const Error &error, int status, const QByteArray &traceId)
{
    Response response = Response::json(wire::problemJson(error, status, traceId), status);
    response.contentType = "application/problem+json";
    if (status == 401)
        response.headers.emplaceBack("WWW-Authenticate", "Bearer");
    if (error.retryAfterMs)
        response.headers.emplaceBack("Retry-After", QByteArray::number(std::max<qint64>(1, (*error.retryAfterMs + 999) / 1000)));
    return response;
}

} // namespace melody::http
