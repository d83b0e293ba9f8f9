// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One question to a provider, asked again while that is safe and may help.
#pragma once

#include <payments/gateways.h>

#include <QtCore/QUrl>

#include <functional>

namespace melody::payments {

// Sends `request` until there is an answer that says something: no network failure, 429, 5xx, nor one that `isBusy` knows. After
// the last attempt, or when Retry-After is too long to wait for: Unavailable with retryAfterMs. Only for requests that are safe to repeat.
[[nodiscard]] Result<http_client::Answer> ask(http_client::HttpClient &client, const http_client::Request &request,
                                              const GatewayOptions &options,
                                              const std::function<bool(const http_client::Answer &)> &isBusy = {});

// A part of a path or of a query.
[[nodiscard]] inline QByteArray encoded(const QString &text)
{
    return QUrl::toPercentEncoding(text);
}

} // namespace melody::payments
