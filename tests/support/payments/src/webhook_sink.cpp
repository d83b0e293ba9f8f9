// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/webhook_sink.h>

#include <thread>

namespace melody::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

WebhookSink::WebhookSink() : m_telemetry(telemetry::createTelemetry(m_clock, telemetry::Level::Error))
{
    http::Route hook;
    hook.method = http::Method::Post;
    hook.path = "/hook";
    hook.operation = "hook";
    hook.roles = http::Role::Anonymous;
    hook.handler = [this](const http::Request &request) -> Result<http::Response> {
        const std::lock_guard lock(m_mutex);
        m_received.push_back({request.headers, request.body});
        return http::Response::empty(m_status);
    };
    http::ServerOptions options;
    options.ioThreads = 1;
    options.workerThreads = 2;
    options.limits.rates.fill({1'000'000, 1'000'000});
    m_server = http::createServer(options, {{hook}, {}, nullptr, *m_telemetry, m_clock});
    if (const auto port = m_server->listen(); !port)
        qFatal("%s", qPrintable(port.error().detail));
}

QString WebhookSink::url() const
{
    return u"http://127.0.0.1:%1/hook"_s.arg(m_server->port());
}

std::vector<ReceivedWebhook> WebhookSink::received() const
{
    const std::lock_guard lock(m_mutex);
    return m_received;
}

std::vector<ReceivedWebhook> WebhookSink::waitFor(size_t count) const
{
    for (auto waited = 0ms; waited < 60s && received().size() < count; waited += 10ms)
        std::this_thread::sleep_for(10ms);
    return received();
}

} // namespace melody::test
