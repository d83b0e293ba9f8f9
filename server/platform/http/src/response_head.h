// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bytes of a response before its body. Pure; thread: any.
#pragma once

#include <http/message.h>

namespace melody::http {

struct ResponseFrame {
    bool headRequest = false; // the head of the answer to GET, without its body
    bool close = false;
    bool tls = false;
    QByteArrayView date; // IMF-fixdate
    TraceContext trace;
};

// 1xx, 204 and 304 have no body, whatever the handler gave.
[[nodiscard]] bool hasBody(const Response &response, const ResponseFrame &frame);

// Appends status line, headers and the blank line to `out`. A header of the handler that could break the framing (a line break or NUL
// in it, a name that is no token, a length of its own) is left out.
void appendHead(QByteArray &out, const Response &response, const ResponseFrame &frame);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, section 5.6.7).
[[nodiscard]] QByteArray httpDate(TimePoint time);

} // namespace melody::http
