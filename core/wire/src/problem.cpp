// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <wire/playback.h>

#include "parts.h"

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxDetail = 1000;
constexpr int maxChallenge = 500;
constexpr qint64 maxRetryAfterMs = std::chrono::milliseconds(std::chrono::hours(24)).count();

struct Status {
    int code;
    ErrorKind kind;
    const char *title; // as RFC 9110, section 15 has it
};

constexpr std::array statuses{
    Status{400, ErrorKind::Malformed, "Bad Request"},
    Status{401, ErrorKind::Unauthenticated, "Unauthorized"},
    Status{402, ErrorKind::PlanRequired, "Payment Required"},
    Status{403, ErrorKind::Forbidden, "Forbidden"},
    Status{404, ErrorKind::NotFound, "Not Found"},
    Status{405, ErrorKind::MethodNotAllowed, "Method Not Allowed"},
    Status{408, ErrorKind::Timeout, "Request Timeout"},
    Status{409, ErrorKind::Conflict, "Conflict"},
    Status{412, ErrorKind::Stale, "Precondition Failed"},
    Status{413, ErrorKind::TooLarge, "Content Too Large"},
    Status{415, ErrorKind::UnsupportedMedia, "Unsupported Media Type"},
    Status{422, ErrorKind::Invalid, "Unprocessable Content"},
    Status{428, ErrorKind::PreconditionRequired, "Precondition Required"},
    Status{429, ErrorKind::RateLimited, "Too Many Requests"},
    Status{431, ErrorKind::TooLarge, "Request Header Fields Too Large"},
    Status{500, ErrorKind::Internal, "Internal Server Error"},
    Status{501, ErrorKind::MethodNotAllowed, "Not Implemented"},
    Status{502, ErrorKind::Unavailable, "Bad Gateway"},
    Status{503, ErrorKind::Unavailable, "Service Unavailable"},
    Status{504, ErrorKind::Unavailable, "Gateway Timeout"},
};

const Status *findStatus(int code)
{
    const auto found = std::find_if(statuses.begin(), statuses.end(), [code](const Status &status) { return status.code == code; });
    return found == statuses.end() ? nullptr : &*found;
}

} // namespace

QJsonObject problemJson(const Error &error, int status, const QByteArray &traceId)
{
    const Status *known = findStatus(status);
    // "about:blank" (RFC 9457, section 4.2.1): the title is the status's; what happened exactly says `code`.
    QJsonObject json{{u"type"_s, u"about:blank"_s}, {u"title"_s, known ? QString::fromLatin1(known->title) : u"Error"_s},
                     {u"status"_s, status},         {u"detail"_s, error.detail},
                     {u"code"_s, error.code},       {u"trace_id"_s, QString::fromLatin1(traceId)}};
    if (!error.fields.isEmpty())
        json.insert(u"errors"_s, toJsonArray(error.fields));
    if (error.retryAfterMs)
        json.insert(u"retry_after_ms"_s, *error.retryAfterMs);
    if (!error.challenge.isEmpty())
        json.insert(u"challenge"_s, error.challenge);
    return json;
}

Error parseProblem(const QJsonObject &json, int status)
{
    const Status *known = findStatus(status);
    Error error;
    error.kind = known ? known->kind : (status >= 500 ? ErrorKind::Internal : ErrorKind::Malformed);
    // Each reader is asked for one field, so that a strange one doesn't spoil the others.
    const auto text = [&json](const QString &field, qsizetype max) {
        ObjectReader reader(json, UnknownFields::Ignore);
        return readText(reader, field, max);
    };
    error.code = text(u"code"_s, maxWordLength);
    if (!isWord(error.code))
        error.code = u"unexpected_answer"_s;
    error.detail = text(u"detail"_s, maxDetail);
    if (error.detail.isEmpty())
        error.detail = u"The service answered with status %1."_s.arg(status);
    error.challenge = text(u"challenge"_s, maxChallenge);
    const QJsonArray errors = json[u"errors"].toArray();
    for (qsizetype i = 0; i < std::min<qsizetype>(errors.size(), maxFieldErrors); ++i) {
        if (auto field = parseWhole(errors[i].toObject(), UnknownFields::Ignore, readFieldError))
            error.fields.append(*std::move(field));
    }
    ObjectReader reader(json, UnknownFields::Ignore);
    const auto retry = reader.optionalInteger(u"retry_after_ms"_s, 0, maxRetryAfterMs);
    if (retry && reader.finish())
        error.retryAfterMs = retry;
    return error;
}

} // namespace melody::wire
