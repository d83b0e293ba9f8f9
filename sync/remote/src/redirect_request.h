// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a browser asks of the listener on the loopback address. Pure.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace melody::remote {

inline constexpr qsizetype maxRedirectBytes = 16 * 1024;

// The parameters of a redirect (RFC 6749, 4.1.2; RFC 9207).
struct Redirect {
    QString state;
    QString code;
    QString error; // instead of a code
    QString issuer;
};

// The redirect in a request's head (up to and with the empty line), if it is one: GET /callback, for this very origin ("127.0.0.1:port"),
// so that no web page reaches the listener under a name of its own.
[[nodiscard]] std::optional<Redirect> parseRedirect(QByteArrayView head, QByteArrayView origin);

enum class RedirectPage { Done, Denied, NotFound };
// A whole HTTP answer: a page in `language` ("es", else English) that says the window can be closed.
[[nodiscard]] QByteArray redirectPage(RedirectPage page, const QString &language);

} // namespace melody::remote
