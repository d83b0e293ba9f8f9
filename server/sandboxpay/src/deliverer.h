// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sends webhooks: POST of the event as JSON with "Sandboxpay-Signature: t=<seconds>,v1=<hex HMAC-SHA256 of 't.body'>". Anything but a
// 2xx is tried again.
#pragma once

#include "provider.h"

#include <http_client/http_client.h>

#include <condition_variable>
#include <thread>

namespace melody::sandboxpay {

[[nodiscard]] QByteArray webhookSignature(const QByteArray &body, const QByteArray &secret, TimePoint now);

// Owns one thread, from start() to its end. The references outlive it.
class Deliverer {
public:
    // An empty url: nobody is told, charges settle all the same.
    Deliverer(Provider &provider, http_client::HttpClient &client, QString url, QByteArray secret, const Clock &clock);
    ~Deliverer();
    Deliverer(const Deliverer &) = delete;
    Deliverer &operator=(const Deliverer &) = delete;
    void start();

private:
    void run(const std::stop_token &stop);
    [[nodiscard]] bool deliver(const Delivery &delivery);

    Provider &m_provider;
    http_client::HttpClient &m_client;
    const QString m_url;
    const QByteArray m_secret;
    const Clock &m_clock;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread;
};

} // namespace melody::sandboxpay
