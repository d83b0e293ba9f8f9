// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "framing_guard.h"

#include <cstring>

namespace melody::http {
namespace {

enum CharClass : quint8 { Token = 1, FieldValue = 2, Target = 4 };

constexpr std::array<quint8, 256> makeClasses()
{
    std::array<quint8, 256> classes{};
    for (int c = 0; c < 256; ++c) {
        const bool alnum = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        quint8 bits = 0;
        if (alnum || (c > ' ' && std::string_view("!#$%&'*+-.^_`|~").find(char(c)) != std::string_view::npos))
            bits |= Token;
        if (c == '\t' || (c >= ' ' && c != 0x7f))
            bits |= FieldValue;
        // Unreserved, sub-delims, ":@/?%" (RFC 3986), and brackets, which QUrl leaves as they are; nothing that a second reader might have
        // to guess about.
        if (alnum || (c > ' ' && std::string_view("-._~!$&'()*+,;=:@/?%[]").find(char(c)) != std::string_view::npos))
            bits |= Target;
        classes[size_t(c)] = bits;
    }
    return classes;
}

constexpr auto classes = makeClasses();

bool consistsOf(QByteArrayView text, CharClass wanted)
{
    return std::all_of(text.begin(), text.end(), [wanted](char c) { return (classes[quint8(c)] & wanted) != 0; });
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

bool equalsLower(QByteArrayView text, QByteArrayView lowerCase)
{
    return text.size() == lowerCase.size() &&
           std::equal(text.begin(), text.end(), lowerCase.begin(), [](char a, char b) { return lower(a) == b; });
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

// Calls `each` with every element of a comma-separated list.
template<typename Each>
void forEachElement(QByteArrayView list, Each each)
{
    for (qsizetype at = 0; at <= list.size();) {
        const qsizetype comma = list.indexOf(',', at);
        const qsizetype end = comma < 0 ? list.size() : comma;
        each(list.sliced(at, end - at).trimmed());
        at = end + 1;
    }
}

std::optional<Method> parseMethod(QByteArrayView text)
{
    static constexpr std::array<std::pair<QByteArrayView, Method>, 6> methods{{{"GET", Method::Get},
                                                                               {"HEAD", Method::Head},
                                                                               {"POST", Method::Post},
                                                                               {"PUT", Method::Put},
                                                                               {"PATCH", Method::Patch},
                                                                               {"DELETE", Method::Delete}}};
    const auto found = std::find_if(methods.begin(), methods.end(), [text](const auto &method) { return method.first == text; });
    return found == methods.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

QByteArrayView RequestHead::header(QByteArrayView bytes, QByteArrayView lowerName) const
{
    for (const HeaderSlices &each : headers) {
        if (equalsLower(each.name.in(bytes), lowerName))
            return each.value.in(bytes);
    }
    return {};
}

void FramingGuard::reset()
{
    auto headers = std::move(m_head.headers);
    headers.clear();
    *this = FramingGuard(m_limits);
    m_head.headers = std::move(headers);
}

bool FramingGuard::refuse(int status, const char *code, const char *detail)
{
    m_refusal = {status, code, detail};
    return false;
}

Verdict FramingGuard::inspect(QByteArrayView bytes)
{
    while (true) {
        const auto *found = static_cast<const char *>(
            m_seen < bytes.size() ? std::memchr(bytes.data() + m_seen, '\n', size_t(bytes.size() - m_seen)) : nullptr);
        const qsizetype end = found ? found - bytes.data() + 1 : bytes.size();
        m_seen = quint32(std::min(end, m_limits.maxHeadBytes + 1));
        if (!fits(bytes, end))
            return Verdict::Refused;
        if (!found)
            return Verdict::NeedMore;
        if (end - m_lineAt < 2 || bytes[end - 2] != '\r') {
            refuse(400, "malformed_line_end", "Every line of the head must end with CR LF.");
            return Verdict::Refused;
        }
        const Slice line{m_lineAt, quint32(end - m_lineAt - 2)};
        m_lineAt = quint32(end);
        if (line.size == 0 && m_expect == Expect::Headers) {
            m_head.bytes = m_lineAt;
            return conclude() ? Verdict::Complete : Verdict::Refused;
        }
        if (line.size == 0 && m_head.startsAt == 0)
            m_head.startsAt = m_lineAt;
        else if (m_expect == Expect::RequestLine ? !requestLine(bytes, line) : !header(bytes, line))
            return Verdict::Refused;
    }
}

// Of the line that ends before `end`, or has not ended there.
bool FramingGuard::fits(QByteArrayView bytes, qsizetype end)
{
    const bool inRequestLine = m_expect == Expect::RequestLine;
    if (inRequestLine && end > m_lineAt && bytes[m_lineAt] != '\r' && !(classes[quint8(bytes[m_lineAt])] & Token))
        return refuse(400, "malformed_request_line", "This is not an HTTP request.");
    if (inRequestLine && end - m_lineAt > m_limits.maxRequestLineBytes)
        return refuse(414, "uri_too_long", "The request line is too long.");
    if (end > m_limits.maxHeadBytes)
        return refuse(431, "headers_too_large", "The request's headers are too large.");
    return true;
}

bool FramingGuard::requestLine(QByteArrayView bytes, Slice slice)
{
    const QByteArrayView line = slice.in(bytes);
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    const bool shaped = first > 0 && last > first + 1 && line.size() - last == 9 && line.sliced(last + 1).startsWith("HTTP/") &&
                        line[last + 7] == '.' && consistsOf(line.first(first), Token) &&
                        line.sliced(first + 1, last - first - 1).indexOf(' ') < 0;
    const char major = shaped ? line[last + 6] : '0';
    const char minor = shaped ? line[last + 8] : '0';
    if (!shaped || major < '0' || major > '9' || minor < '0' || minor > '9')
        return refuse(400, "malformed_request_line", "The request line is not one of HTTP/1.1.");
    if (major != '1')
        return refuse(505, "http_version_not_supported", "Only HTTP/1.1 is spoken here.");
    m_minorVersion = minor - '0';
    m_head.keepAlive = m_minorVersion > 0;
    const auto method = parseMethod(line.first(first));
    if (!method)
        return refuse(501, "method_not_supported", "No resource supports this method.");
    m_head.method = *method;
    m_expect = Expect::Headers;
    return target(bytes, {slice.at + quint32(first) + 1, quint32(last - first - 1)});
}

bool FramingGuard::target(QByteArrayView bytes, Slice slice)
{
    QByteArrayView text = slice.in(bytes);
    for (const QByteArrayView scheme : {QByteArrayView("http://"), QByteArrayView("https://")}) {
        if (text.size() > scheme.size() && equalsLower(text.first(scheme.size()), scheme)) {
            const qsizetype path = text.indexOf('/', scheme.size());
            if (path < 0)
                break;
            slice = {slice.at + quint32(path), slice.size - quint32(path)};
            text = slice.in(bytes);
        }
    }
    if (!text.startsWith('/') || !consistsOf(text, Target))
        return refuse(400, "malformed_target", "The request target is not a path.");
    for (qsizetype at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
        const auto isHex = [&text](qsizetype i) { return i < text.size() && std::isxdigit(quint8(text[i])); };
        if (!isHex(at + 1) || !isHex(at + 2) || (text[at + 1] == '0' && text[at + 2] == '0'))
            return refuse(400, "malformed_target", "The request target has a malformed escape.");
    }
    m_head.target = slice;
    return true;
}

bool FramingGuard::header(QByteArrayView bytes, Slice slice)
{
    const QByteArrayView line = slice.in(bytes);
    if (qsizetype(m_head.headers.size()) >= m_limits.maxHeaders)
        return refuse(431, "too_many_headers", "The request has too many headers.");
    if (isBlank(line.front()))
        return refuse(400, "folded_header", "A header may not go on in the next line.");
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !consistsOf(line.first(colon), Token))
        return refuse(400, "malformed_header", "A header's name is malformed.");
    qsizetype begin = colon + 1;
    qsizetype end = line.size();
    while (begin < end && isBlank(line[begin]))
        ++begin;
    while (end > begin && isBlank(line[end - 1]))
        --end;
    const HeaderSlices header{{slice.at, quint32(colon)}, {slice.at + quint32(begin), quint32(end - begin)}};
    if (!consistsOf(line.sliced(colon + 1), FieldValue))
        return refuse(400, "malformed_header", "A header's value has a control character.");
    m_head.headers.push_back(header);
    return knownHeader(bytes, header);
}

bool FramingGuard::knownHeader(QByteArrayView bytes, const HeaderSlices &header)
{
    const QByteArrayView name = header.name.in(bytes);
    const QByteArrayView value = header.value.in(bytes);
    if (equalsLower(name, "host")) {
        ++m_hosts;
    } else if (equalsLower(name, "content-length")) {
        return contentLength(value);
    } else if (equalsLower(name, "transfer-encoding")) {
        m_transferEncoding = true;
    } else if (equalsLower(name, "authorization")) {
        if (++m_authorizations > 1)
            return refuse(400, "repeated_header", "Authorization may come once.");
    } else if (equalsLower(name, "connection")) {
        forEachElement(value, [this](QByteArrayView option) {
            if (equalsLower(option, "close"))
                m_head.keepAlive = false;
        });
    } else if (equalsLower(name, "upgrade")) {
        forEachElement(value, [this](QByteArrayView protocol) { m_webSocket |= equalsLower(protocol, "websocket"); });
    } else if (equalsLower(name, "expect")) {
        if (!equalsLower(value, "100-continue"))
            return refuse(417, "expectation_failed", "Only 100-continue can be expected.");
        m_head.expectsContinue = m_minorVersion > 0;
    }
    return true;
}

bool FramingGuard::contentLength(QByteArrayView value)
{
    if (++m_contentLengths > 1)
        return refuse(400, "repeated_header", "Content-Length may come once.");
    const bool digits =
        !value.isEmpty() && value.size() <= 18 && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits)
        return refuse(400, "malformed_content_length", "Content-Length is not a number of bytes.");
    m_head.contentLength = value.toLongLong();
    return true;
}

bool FramingGuard::conclude()
{
    if (m_transferEncoding && m_contentLengths > 0)
        return refuse(400, "ambiguous_length", "Content-Length and Transfer-Encoding contradict each other.");
    if (m_transferEncoding)
        return refuse(501, "transfer_encoding_not_supported", "Send the body with a Content-Length.");
    if (m_hosts > 1 || (m_hosts == 0 && m_minorVersion > 0))
        return refuse(400, "malformed_host", "Exactly one Host header is needed.");
    if (m_webSocket)
        return refuse(501, "upgrade_not_supported", "WebSockets are not spoken here.");
    if (m_head.contentLength > m_limits.maxBodyBytes)
        return refuse(413, "body_too_large", "The request's body is too large.");
    return true;
}

} // namespace melody::http
