// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one place where failures become answers (RFC 9457).
#pragma once

#include <http/message.h>

namespace melody::http {

[[nodiscard]] int statusOf(ErrorKind kind);

// application/problem+json, with Retry-After where the error knows one and WWW-Authenticate on 401.
[[nodiscard]] Response problem(const Error &error, const QByteArray &traceId);
// For refusals that have a status of their own, such as 414.
[[nodiscard]] Response problem(const Error &error, int status, const QByteArray &traceId);

} // namespace melody::http
