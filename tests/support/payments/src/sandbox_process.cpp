// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/sandbox_process.h>

#include <support/certificate.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>

#include <csignal>
#include <sys/prctl.h>

namespace melody::test {
namespace {

using namespace Qt::StringLiterals;

constexpr int patienceMs = 60'000;
const QByteArray apiKey = "sandbox-api-key-of-a-test";
const QByteArray webhookSecret = "sandbox-webhook-secret-of-a-test";

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() ||
        !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        qFatal("%s: %s", qPrintable(path), qPrintable(file.errorString()));
}

} // namespace

SandboxProcess::SandboxProcess(QString webhookUrl, QString webhookCaFile)
    : m_webhookUrl(std::move(webhookUrl)), m_webhookCaFile(std::move(webhookCaFile))
{
    const Certificate certificate = makeCertificate();
    write(path(u"ca.pem"_s), certificate.certificatePem);
    write(path(u"server.key"_s), certificate.keyPem);
    write(apiKeyFile(), apiKey + '\n');
    write(webhookSecretFile(), webhookSecret + '\n');
    start();
    m_client = client();
}

SandboxProcess::~SandboxProcess()
{
    kill9();
}

void SandboxProcess::start()
{
    const QString ready = path(u"ready.json"_s);
    QFile::remove(ready);
    m_process = std::make_unique<QProcess>();
    m_process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->setStandardOutputFile(path(u"sandboxpay.log"_s), QIODevice::Append);
    QStringList arguments{u"--http-certificate"_s,
                          caFile(),
                          u"--http-key"_s,
                          path(u"server.key"_s),
                          u"--http-port"_s,
                          QString::number(m_port),
                          u"--state-file"_s,
                          path(u"state"_s),
                          u"--api-key-file"_s,
                          apiKeyFile(),
                          u"--webhook-secret-file"_s,
                          webhookSecretFile(),
                          u"--webhook-url"_s,
                          m_webhookUrl,
                          u"--ready-file"_s,
                          ready};
    if (!m_webhookCaFile.isEmpty())
        arguments += QStringList{u"--webhook-ca-file"_s, m_webhookCaFile};
    m_process->start(QStringLiteral(MELODY_BIN_DIR "/melody-sandboxpay"), arguments);
    QElapsedTimer waited;
    waited.start();
    while (!QFile::exists(ready)) {
        if (m_process->waitForFinished(10) || m_process->state() == QProcess::NotRunning || waited.elapsed() > patienceMs) {
            QFile log(path(u"sandboxpay.log"_s));
            qFatal("melody-sandboxpay did not start: %s", log.open(QIODevice::ReadOnly) ? log.readAll().constData() : "");
        }
    }
    QFile file(ready);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.errorString()));
    const QJsonObject said = QJsonDocument::fromJson(file.readAll()).object();
    m_port = quint16(said[u"port"_s].toInt());
    m_url = said[u"url"_s].toString();
}

void SandboxProcess::kill9()
{
    m_process->kill();
    m_process->waitForFinished(patienceMs);
}

payments::GatewayOptions SandboxProcess::gatewayOptions() const
{
    return {.url = m_url, .apiKey = apiKey, .webhookSecret = webhookSecret, .firstPause = std::chrono::milliseconds(10)};
}

std::unique_ptr<http_client::HttpClient> SandboxProcess::client(std::chrono::milliseconds timeout) const
{
    return http_client::createHttpClient({.caFile = caFile(), .totalTimeout = timeout});
}

QJsonObject SandboxProcess::get(const QString &path) const
{
    return ask({"GET", m_url + path, {{"Authorization", "Bearer " + apiKey}}});
}

QJsonObject SandboxProcess::send(const QByteArray &method, const QString &path, const QJsonObject &body) const
{
    return ask({method,
                m_url + path,
                {{"Authorization", "Bearer " + apiKey}, {"Content-Type", "application/json"}},
                QJsonDocument(body).toJson(QJsonDocument::Compact)});
}

QJsonObject SandboxProcess::ask(const http_client::Request &request) const
{
    const auto answer = m_client->send(request);
    if (!answer || answer->status >= 300)
        qFatal("the sandbox answered: %s", answer ? answer->body.constData() : qPrintable(answer.error().detail));
    return QJsonDocument::fromJson(answer->body).object();
}

} // namespace melody::test
