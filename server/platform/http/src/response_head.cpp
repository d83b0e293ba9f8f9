// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "response_head.h"

#include <QtCore/QLocale>

#include <charconv>

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

qsizetype headerBytes(const Response &response)
{
    qsizetype bytes = 0;
    for (const auto &[name, value] : response.headers)
        bytes += name.size() + value.size() + 4;
    return bytes;
}

// Appends to `out`, which grows once: QByteArray::append() costs more than what it copies here.
class HeadWriter {
public:
    HeadWriter(QByteArray &out, qsizetype atMost) : m_out(out)
    {
        const qsizetype before = out.size();
        out.resize(before + atMost);
        m_at = out.data() + before;
    }
    ~HeadWriter() { m_out.truncate(m_at - m_out.constData()); }
    HeadWriter &put(QByteArrayView text)
    {
        m_at = std::copy(text.begin(), text.end(), m_at);
        return *this;
    }
    HeadWriter &number(qint64 value)
    {
        m_at = std::to_chars(m_at, m_at + 20, value).ptr;
        return *this;
    }
    void field(QByteArrayView name, QByteArrayView value) { put(name).put(": ").put(value).put("\r\n"); }

private:
    QByteArray &m_out;
    char *m_at = nullptr;
};

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
    HeadWriter head(out, 512 + response.contentType.size() + headerBytes(response));
    head.put("HTTP/1.1 ").number(response.status).put(" ").put(reason(response.status)).put("\r\n");
    if (!response.contentType.isEmpty() && isValue(response.contentType))
        head.field("Content-Type", response.contentType);
    if (statusHasBody(response.status) && !response.stream)
        head.put("Content-Length: ").number(response.body.size()).put("\r\n");
    bool saysCache = false;
    for (const auto &[name, value] : response.headers) {
        if (!isName(name) || !isValue(value) || isOurs(name))
            continue;
        saysCache |= equals(name, "cache-control");
        head.field(name, value);
    }
    if (!saysCache)
        head.put("Cache-Control: no-store\r\n");
    head.put("X-Content-Type-Options: nosniff\r\n");
    if (frame.tls)
        head.put("Strict-Transport-Security: max-age=31536000\r\n");
    head.field("Date", frame.date);
    head.put("traceparent: 00-").put(frame.trace.traceId).put("-").put(frame.trace.spanId).put(frame.trace.sampled ? "-01\r\n" : "-00\r\n");
    head.put(frame.close ? "Connection: close\r\n\r\n" : "\r\n");
}

QByteArray httpDate(TimePoint time)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
    return QLocale::c().toString(utc, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

} // namespace melody::http
