// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "servers.h"

#include <QtCore/QRandomGenerator>
#include <QtHttpServer/QHttpServer>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

namespace melody::bench {
using namespace Qt::StringLiterals;
namespace {

QJsonObject smallJson()
{
    return {{u"id"_s, u"018f2b6e-7c00-7abc-8def-0123456789ab"_s}, {u"title"_s, u"Blue in green"_s}, {u"duration_ms"_s, 337'000}};
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(path));
}

quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

} // namespace

Material::Material() : certificate(test::makeCertificate()), chunk(folder.filePath(u"chunk"_s))
{
    QByteArray bytes(chunkBytes, Qt::Uninitialized);
    QRandomGenerator::global()->generate(bytes.begin(), bytes.end());
    writeFile(chunk.fileName(), bytes);
    writeFile(folder.filePath(u"certificate.pem"_s), certificate.certificatePem);
    writeFile(folder.filePath(u"key.pem"_s), certificate.keyPem);
    if (!chunk.open(QIODevice::ReadOnly) || !(mapped = reinterpret_cast<const char *>(chunk.map(0, chunkBytes))))
        qFatal("can't map %s", qPrintable(chunk.fileName()));
}

QSslConfiguration Material::tls() const
{
    QSslConfiguration configuration;
    configuration.setLocalCertificate(QSslCertificate(certificate.certificatePem));
    configuration.setPrivateKey(QSslKey(certificate.keyPem, QSsl::Ec));
    configuration.setProtocol(QSsl::TlsV1_3OrLater);
    return configuration;
}

Adaptor::Adaptor(const Material &material, bool tls) : m_telemetry(telemetry::createTelemetry(m_clock, telemetry::Level::Error))
{
    m_telemetry->setSink(&m_spans);
    http::Route small;
    small.path = "/v1/small";
    small.operation = "getSmall";
    small.roles = http::Role::Anonymous;
    small.execution = http::Execution::Inline;
    small.handler = [](const http::Request &) -> Result<http::Response> { return http::Response::json(smallJson()); };
    http::Route chunk = small;
    chunk.path = "/v1/chunk";
    chunk.operation = "getChunk";
    chunk.handler = [&material](const http::Request &) -> Result<http::Response> {
        http::Response response;
        response.contentType = "application/octet-stream";
        response.body = QByteArray::fromRawData(material.mapped, chunkBytes);
        response.bodyOwner = std::shared_ptr<const void>(&material, [](const void *) {});
        return response;
    };
    http::ServerOptions options;
    options.ioThreads = 1;
    options.workerThreads = 1;
    options.limits.rates.fill({1'000'000'000, 1'000'000});
    if (tls)
        options.tls = material.tls();
    m_server = http::createServer(options, {{small, chunk}, {}, nullptr, *m_telemetry, m_clock});
    if (const auto port = m_server->listen(); !port)
        qFatal("%s", qPrintable(port.error().detail));
}

Bare::Bare(const Material &material, bool tls)
{
    m_thread.setObjectName(u"bare"_s);
    m_context.moveToThread(&m_thread);
    m_thread.start();
    const auto build = [&] {
        m_server = std::make_unique<QHttpServer>();
        m_server->route(u"/v1/small"_s, [] { return QHttpServerResponse(smallJson()); });
        m_server->route(u"/v1/chunk"_s, [&material] {
            return QHttpServerResponse("application/octet-stream", QByteArray::fromRawData(material.mapped, chunkBytes));
        });
        if (tls)
            m_server->sslSetup(material.tls());
        m_port = m_server->listen(QHostAddress::LocalHost);
    };
    QMetaObject::invokeMethod(&m_context, build, Qt::BlockingQueuedConnection);
}

Bare::~Bare()
{
    const auto tearDown = [this] {
        m_server.reset();
        m_context.moveToThread(nullptr);
    };
    QMetaObject::invokeMethod(&m_context, tearDown, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

Nginx::Nginx(const Material &material)
{
    const QString folder = material.folder.path();
    const quint16 port = freePort();
    QString configuration = uR"(daemon off; worker_processes 1; pid FOLDER/nginx.pid; error_log FOLDER/nginx.log;
events { worker_connections 1024; }
http {
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
    client_body_temp_path FOLDER/t1; proxy_temp_path FOLDER/t2; fastcgi_temp_path FOLDER/t3;
    uwsgi_temp_path FOLDER/t4; scgi_temp_path FOLDER/t5;
    server {
        listen 127.0.0.1:PORT ssl; root FOLDER; ssl_protocols TLSv1.3;
        ssl_certificate FOLDER/certificate.pem; ssl_certificate_key FOLDER/key.pem;
        location = /v1/chunk { alias FOLDER/chunk; default_type application/octet-stream; }
    }
}
)"_s;
    if (qEnvironmentVariable("USER") == u"root"_s || ::geteuid() == 0)
        configuration.prepend(u"user root;\n"_s); // the temporary folder is for its owner only
    configuration.replace(u"FOLDER"_s, folder).replace(u"PORT"_s, QString::number(port));
    writeFile(folder + u"/nginx.conf"_s, configuration.toUtf8());
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    m_process.start(u"/usr/sbin/nginx"_s, {u"-e"_s, folder + u"/nginx.log"_s, u"-c"_s, folder + u"/nginx.conf"_s});
    for (int tries = 0; tries < 200 && m_process.state() != QProcess::NotRunning; ++tries) {
        QTcpSocket probe;
        probe.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        if (probe.waitForConnected(1000)) {
            m_port = port;
            return;
        }
        m_process.waitForFinished(25);
    }
}

Nginx::~Nginx()
{
    m_process.terminate();
    if (!m_process.waitForFinished(5000))
        m_process.kill();
    m_process.waitForFinished();
}

} // namespace melody::bench
