// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The three servers that are compared. All serve /v1/small (a small JSON object) and /v1/chunk (a file of 128 KiB), each with one
// thread for its sockets, so that the client has the other core.
#pragma once

#include <http/server.h>
#include <support/certificate.h>
#include <telemetry/telemetry.h>

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>

class QHttpServer;

namespace melody::bench {

inline constexpr qsizetype chunkBytes = 128 * 1024;

// What the servers share: certificate and chunk, in memory and on disk.
struct Material {
    Material();
    QTemporaryDir folder;
    test::Certificate certificate;
    QFile chunk;
    const char *mapped = nullptr;
    [[nodiscard]] QSslConfiguration tls() const;
};

class Adaptor {
public:
    Adaptor(const Material &material, bool tls);
    [[nodiscard]] quint16 port() const { return m_server->port(); }

private:
    class Discard final : public telemetry::SpanSink {
        void take(telemetry::Span) override {}
    };
    SystemClock m_clock;
    Discard m_spans; // spans are made as in production
    std::unique_ptr<telemetry::Telemetry> m_telemetry;
    std::unique_ptr<http::Server> m_server;
};

class Bare {
public:
    Bare(const Material &material, bool tls);
    ~Bare();
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    QThread m_thread;
    QObject m_context; // lives on m_thread
    std::unique_ptr<QHttpServer> m_server;
    quint16 m_port = 0;
};

// nginx with TLS 1.3, one worker, sendfile, no access log. Serves the chunk's file only.
class Nginx {
public:
    explicit Nginx(const Material &material);
    ~Nginx();
    [[nodiscard]] quint16 port() const { return m_port; } // 0: it did not start

private:
    QProcess m_process;
    quint16 m_port = 0;
};

} // namespace melody::bench
