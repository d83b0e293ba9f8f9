// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Listens on loopback for webhooks and keeps what came.
#pragma once

#include <http/server.h>
#include <telemetry/telemetry.h>

#include <mutex>

namespace melody::test {

struct ReceivedWebhook {
    QHash<QByteArray, QByteArray> headers;
    QByteArray body;
};

class WebhookSink {
public:
    WebhookSink();
    [[nodiscard]] QString url() const;
    // How the next ones are answered; 200 at first.
    void answerWith(int status) { m_status = status; }
    [[nodiscard]] std::vector<ReceivedWebhook> received() const;
    // Waits until there are so many, at most a minute; what there is.
    [[nodiscard]] std::vector<ReceivedWebhook> waitFor(size_t count) const;

private:
    SystemClock m_clock;
    std::unique_ptr<telemetry::Telemetry> m_telemetry;
    mutable std::mutex m_mutex;
    std::vector<ReceivedWebhook> m_received;
    std::atomic<int> m_status = 200;
    std::unique_ptr<http::Server> m_server;
};

} // namespace melody::test
