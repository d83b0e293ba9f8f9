// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A small, patient client of the public HTTP interface: one request at a time, tried again while the server is away or busy.
#pragma once

#include <values/result.h>

#include <QtCore/QJsonObject>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QSslConfiguration>

namespace melody::ctl {

// Thread: the one that made it, which needs a QCoreApplication.
class ApiClient {
public:
    // With `caFile` only certificates of that authority are accepted. Fails when it can't be read.
    [[nodiscard]] static Result<std::unique_ptr<ApiClient>> create(const QUrl &server, const QString &caFile);

    [[nodiscard]] Result<void> signIn(const QString &email, const QString &password);

    [[nodiscard]] Result<QJsonObject> get(const QString &path);
    // `idempotencyKey` may be empty only where repeating is harmless.
    [[nodiscard]] Result<QJsonObject> post(const QString &path, const QJsonObject &body, const QByteArray &idempotencyKey);
    [[nodiscard]] Result<QJsonObject> patch(const QString &path, const QByteArray &bytes, qint64 uploadOffset);

private:
    ApiClient(QUrl server, QSslConfiguration tls);
    struct Call {
        QByteArray verb;
        QString path;
        QByteArray contentType;
        QByteArray body;
        QList<std::pair<QByteArray, QByteArray>> headers = {};
    };
    Result<QJsonObject> perform(const Call &call);
    Result<QJsonObject> tryOnce(const Call &call);
    Result<void> renewSignIn();

    QUrl m_server;
    QSslConfiguration m_tls;
    QNetworkAccessManager m_network;
    QString m_email;
    QString m_password;
    QByteArray m_accessToken;
};

} // namespace melody::ctl
