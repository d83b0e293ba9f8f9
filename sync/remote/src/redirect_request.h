// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a browser asks of the listener on the loopback address, and what it gets. Pure.
#pragma once

#include <remote/loopback_listener.h>

#include <optional>

namespace melody::remote {

inline constexpr qsizetype maxVisitBytes = 16 * 1024;

// A request's head (up to and with the empty line), if it is a visit: a GET for this very origin ("127.0.0.1:port"), so that no web page
// reaches the listener under a name of its own.
[[nodiscard]] std::optional<LoopbackVisit> parseVisit(QByteArrayView head, QByteArrayView origin);

// The parameters of a redirect (RFC 6749, 4.1.2; RFC 9207).
struct Redirect {
    QString state;
    QString code;
    QString error; // instead of a code
    QString issuer;
};

inline constexpr char redirectPath[] = "/callback";
[[nodiscard]] std::optional<Redirect> redirectOf(const LoopbackVisit &visit);

// A whole HTTP answer: a page in `language` ("es", else English) that says the window can be closed.
[[nodiscard]] QByteArray returnPage(ReturnPage page, const QString &language);

} // namespace melody::remote
