// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// melody-sandboxpay as a process of its own, with a certificate and secrets of its own. Its address stays over restarts.
#pragma once

#include <payments/gateways.h>

#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

namespace melody::test {

// Thread: one at a time. Aborts the test, with the program's own words, when it doesn't start.
class SandboxProcess {
public:
    // Webhooks go to `webhookUrl`; over https its certificate must come from `webhookCaFile`.
    explicit SandboxProcess(QString webhookUrl = {}, QString webhookCaFile = {});
    ~SandboxProcess();
    SandboxProcess(const SandboxProcess &) = delete;
    SandboxProcess &operator=(const SandboxProcess &) = delete;

    [[nodiscard]] QString url() const { return m_url; }
    [[nodiscard]] QString caFile() const { return path(QStringLiteral("ca.pem")); }
    [[nodiscard]] QString apiKeyFile() const { return path(QStringLiteral("api.key")); }
    [[nodiscard]] QString webhookSecretFile() const { return path(QStringLiteral("webhook.key")); }
    [[nodiscard]] QString folder() const { return m_folder.path(); } // its state, its log
    [[nodiscard]] qint64 pid() const { return m_process->processId(); }
    [[nodiscard]] payments::GatewayOptions gatewayOptions() const;
    // As a browser or a merchant: trusts the sandbox only.
    [[nodiscard]] std::unique_ptr<http_client::HttpClient> client(std::chrono::milliseconds timeout = std::chrono::seconds(30)) const;

    // With the merchant's key; aborts the test when it is refused.
    QJsonObject get(const QString &path) const;
    QJsonObject send(const QByteArray &method, const QString &path, const QJsonObject &body) const;
    // Changes how it behaves: PUT /v1/control.
    void control(const QJsonObject &changes) const { send("PUT", QStringLiteral("/v1/control"), changes); }

    void kill9();
    void start();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    QJsonObject ask(const http_client::Request &request) const;

    QTemporaryDir m_folder;
    const QString m_webhookUrl;
    const QString m_webhookCaFile;
    quint16 m_port = 0;
    QString m_url;
    std::unique_ptr<QProcess> m_process;
    std::unique_ptr<http_client::HttpClient> m_client;
};

} // namespace melody::test
