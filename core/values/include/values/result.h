// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Outcomes are values. Every operation that can fail for a reason a caller may act on returns Result<T>; exceptions stop
// at module edges and asserts are for our own bugs.
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>
#include <tl/expected.hpp>

namespace melody {

// One neutral vocabulary of failure. platform/http maps it to a status in one place; the app maps it to words.
enum class ErrorKind {
    Malformed,            // 400: not parseable
    Unauthenticated,      // 401: who are you
    PlanRequired,         // 402: a paid plan is needed
    Forbidden,            // 403: not yours
    NotFound,             // 404: absent or hidden
    MethodNotAllowed,     // 405
    Timeout,              // 408
    Conflict,             // 409: the state does not allow it
    Stale,                // 412: If-Match no longer matches
    TooLarge,             // 413
    UnsupportedMedia,     // 415
    Invalid,              // 422: a field is wrong, `fields` names it
    PreconditionRequired, // 428
    RateLimited,          // 429, with retryAfterMs
    Internal,             // 500: our bug
    Unavailable,          // 503: try again, with retryAfterMs; also every network failure seen by a client
};

// One wrong field of a request. `field` is a JSON path such as "tracks[2].title"; `code` a stable word.
struct FieldError {
    QString field;
    QString code;
    QString detail;
    bool operator==(const FieldError &) const = default;
};

struct Error {
    ErrorKind kind = ErrorKind::Internal;
    QString code;   // stable snake_case word, such as "version_conflict"
    QString detail; // one English sentence for people
    QList<FieldError> fields = {};
    std::optional<qint64> retryAfterMs = {};
    QString challenge = {}; // what the next request must bring along, when more proof is wanted ("second_factor_required")
    bool operator==(const Error &) const = default;
};

template<typename T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, QString code, QString detail)
{
    return tl::unexpected(Error{kind, std::move(code), std::move(detail)});
}

// A 422 for one field.
[[nodiscard]] inline tl::unexpected<Error> failField(QString field, QString code, QString detail)
{
    Error error{ErrorKind::Invalid, QStringLiteral("invalid_field"), detail};
    error.fields.append({std::move(field), std::move(code), std::move(detail)});
    return tl::unexpected(std::move(error));
}

} // namespace melody
