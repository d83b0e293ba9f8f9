// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The wall in front of QHttpServer: decides from bytes alone where a request ends and whether its framing can mean only one
// thing (RFC 9112, RFC 9110 section 5.5). Whatever two parsers could read differently is refused, never repaired.
// Pure: no I/O, no clock, no allocation in steady state. Thread: any, one at a time.
#pragma once

#include <http/message.h>

namespace melody::http {

struct GuardLimits {
    qsizetype maxRequestLineBytes = 8 * 1024;
    qsizetype maxHeadBytes = 16 * 1024; // request line and headers
    int maxHeaders = 100;
    qsizetype maxBodyBytes = 5 * 1024 * 1024;
};

// A part of the request, counted from the first byte that inspect() was given.
struct Slice {
    quint32 at = 0;
    quint32 size = 0;
    [[nodiscard]] QByteArrayView in(QByteArrayView bytes) const { return bytes.sliced(at, size); }
};

struct HeaderSlices {
    Slice name;
    Slice value; // without surrounding blanks
};

struct RequestHead {
    Method method = Method::Get;
    Slice target;         // origin form: path and query; scheme and authority of an absolute form are left out
    quint32 startsAt = 0; // a blank line before the request is skipped (RFC 9112, section 2.2)
    quint32 bytes = 0;    // end of the head, blank line included; the body follows
    qint64 contentLength = 0;
    bool keepAlive = true;
    bool expectsContinue = false;
    std::vector<HeaderSlices> headers;

    // Of the first header of that name (in lower case), empty when there is none.
    [[nodiscard]] QByteArrayView header(QByteArrayView bytes, QByteArrayView lowerName) const;
};

// Why a request is not let through: the status answered before the connection closes.
struct Refusal {
    int status = 400;
    const char *code = "";
    const char *detail = "";
};

enum class Verdict { NeedMore, Complete, Refused };

// Remembers how far it looked, so that a head that drips in byte by byte costs no more than one that comes whole.
class FramingGuard {
public:
    explicit FramingGuard(const GuardLimits &limits) : m_limits(limits) {}

    // `bytes`: everything from the first byte of the request, as much as is there; grows from call to call until the verdict is no
    // longer NeedMore. Complete: head() is filled. Refused: refusal() says why. The verdict does not depend on how bytes were cut.
    [[nodiscard]] Verdict inspect(QByteArrayView bytes);
    [[nodiscard]] const RequestHead &head() const { return m_head; }
    [[nodiscard]] const Refusal &refusal() const { return m_refusal; }
    // For the next request of the connection.
    void reset();

private:
    enum class Expect { RequestLine, Headers };

    bool refuse(int status, const char *code, const char *detail);
    bool fits(QByteArrayView bytes, qsizetype end);
    bool requestLine(QByteArrayView bytes, Slice line);
    bool target(QByteArrayView bytes, Slice target);
    bool header(QByteArrayView bytes, Slice line);
    bool knownHeader(QByteArrayView bytes, const HeaderSlices &header);
    bool contentLength(QByteArrayView value);
    bool conclude();

    GuardLimits m_limits;
    RequestHead m_head;
    Refusal m_refusal;
    Expect m_expect = Expect::RequestLine;
    quint32 m_lineAt = 0; // start of the line that is not complete yet
    quint32 m_seen = 0;   // bytes searched for its end
    int m_minorVersion = 1;
    int m_hosts = 0;
    int m_contentLengths = 0;
    int m_authorizations = 0;
    bool m_transferEncoding = false;
    bool m_webSocket = false;
};

} // namespace melody::http
