// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The public HTTP interface as a command uses it: one request at a time, waiting for each answer.
#pragma once

#include <wire/accounts.h>

#include <QtCore/QUrl>
#include <QtNetwork/QNetworkAccessManager>

namespace melody::ctl {

struct ApiRequest {
    QByteArray method; // "GET", …
    QString path;      // "/v1/…"
    QByteArray body = {};
    QByteArray contentType = {};
    QList<std::pair<QByteArray, QByteArray>> headers = {};
};

// Network trouble, 429 and 503 are tried again with growing pauses for up to two minutes; what arrives as an Error is final.
// Thread: the one that made it; runs an event loop while it waits.
class ApiClient {
public:
    // `caFile`: PEM of the only authority that is believed; empty: those of the system.
    [[nodiscard]] static Result<std::unique_ptr<ApiClient>> create(const QUrl &server, const QString &caFile);

    [[nodiscard]] Result<void> signIn(const QString &email, const QString &password);
    [[nodiscard]] Result<void> signOut();
    // `body` as JSON. The access token is refreshed when it has run out.
    [[nodiscard]] Result<QJsonObject> call(const QByteArray &method, const QString &path, const QJsonObject &body = {},
                                           const QByteArray &idempotencyKey = {});
    [[nodiscard]] Result<QJsonObject> send(const ApiRequest &request);

private:
    ApiClient() = default;
    Result<QJsonObject> once(const ApiRequest &request);
    Result<void> takeTokens(const Result<QJsonObject> &answer);

    QNetworkAccessManager m_network;
    QUrl m_server;
    std::optional<QSslConfiguration> m_tls;
    std::optional<wire::SignedIn> m_signedIn;
};

} // namespace melody::ctl
