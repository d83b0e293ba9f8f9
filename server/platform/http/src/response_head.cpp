// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "response_head.h"

#include <QtCore/QLocale>

namespace melody::http {
using namespace Qt::StringLiterals;
namespace {

// RFC 9110, section 15.
QByteArrayView reason(int status)
{
    static constexpr std::array<std::pair<int, QByteArrayView>, 34> reasons{{{200, "OK"},
                                                                             {201, "Created"},
                                                                             {202, "Accepted"},
                                                                             {204, "No Content"},
                                                                             {206, "Partial Content"},
                                                                             {301, "Moved Permanently"},
                                                                             {302, "Found"},
                                                                             {303, "See Other"},
                                                                             {304, "Not Modified"},
                                                                             {307, "Temporary Redirect"},
                                                                             {308, "Permanent Redirect"},
                                                                             {400, "Bad Request"},
                                                                             {401, "Unauthorized"},
                                                                             {402, "Payment Required"},
                                                                             {403, "Forbidden"},
                                                                             {404, "Not Found"},
                                                                             {405, "Method Not Allowed"},
                                                                             {408, "Request Timeout"},
                                                                             {409, "Conflict"},
                                                                             {410, "Gone"},
                                                                             {412, "Precondition Failed"},
                                                                             {413, "Content Too Large"},
                                                                             {414, "URI Too Long"},
                                                                             {415, "Unsupported Media Type"},
                                                                             {416, "Range Not Satisfiable"},
                                                                             {417, "Expectation Failed"},
                                                                             {422, "Unprocessable Content"},
                                                                             {428, "Precondition Required"},
                                                                             {429, "Too Many Requests"},
                                                                             {431, "Request Header Fields Too Large"},
                                                                             {500, "Internal Server Error"},
                                                                             {501, "Not Implemented"},
                                                                             {503, "Service Unavailable"},
                                                                             {505, "HTTP Version Not Supported"}}};
    const auto found = std::find_if(reasons.begin(), reasons.end(), [status](const auto &each) { return each.first == status; });
    return found == reasons.end() ? QByteArrayView("") : found->second;
}

bool isName(QByteArrayView name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) { return std::isalnum(quint8(c)) || c == '-' || c == '_'; });
}

bool isValue(QByteArrayView value)
{
    return std::none_of(value.begin(), value.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

bool equals(const QByteArray &name, QByteArrayView other)
{
    return name.compare(other, Qt::CaseInsensitive) == 0;
}

bool isOurs(const QByteArray &name)
{
    return equals(name, "content-length") || equals(name, "transfer-encoding") || equals(name, "connection") || equals(name, "date") ||
           equals(name, "traceparent");
}

void appendField(QByteArray &out, QByteArrayView name, QByteArrayView value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

bool statusHasBody(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

} // namespace

bool hasBody(const Response &response, const ResponseFrame &frame)
{
    return !frame.headRequest && statusHasBody(response.status) && !response.body.isEmpty();
}

void appendHead(QByteArray &out, const Response &response, const ResponseFrame &frame)
{
    out.append("HTTP/1.1 ").append(QByteArray::number(response.status)).append(' ').append(reason(response.status)).append("\r\n");
    if (!response.contentType.isEmpty() && isValue(response.contentType))
        appendField(out, "Content-Type", response.contentType);
    if (statusHasBody(response.status))
        appendField(out, "Content-Length", QByteArray::number(response.body.size()));
    bool saysCache = false;
    for (const auto &[name, value] : response.headers) {
        if (!isName(name) || !isValue(value) || isOurs(name))
            continue;
        saysCache |= equals(name, "cache-control");
        appendField(out, name, value);
    }
    if (!saysCache)
        out.append("Cache-Control: no-store\r\n");
    out.append("X-Content-Type-Options: nosniff\r\n");
    if (frame.tls)
        out.append("Strict-Transport-Security: max-age=31536000\r\n");
    appendField(out, "Date", frame.date);
    out.append("traceparent: 00-").append(frame.trace.traceId).append('-').append(frame.trace.spanId);
    out.append(frame.trace.sampled ? "-01\r\n" : "-00\r\n");
    out.append(frame.close ? "Connection: close\r\n\r\n" : "\r\n");
}

QByteArray httpDate(TimePoint time)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
    return QLocale::c().toString(utc, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

} // namespace melody::http
