// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "deliverer.h"

#include <QtCore/QMessageAuthenticationCode>

namespace melody::sandboxpay {

namespace {

constexpr std::chrono::milliseconds lookEvery{25};

} // namespace

QByteArray webhookSignature(const QByteArray &body, const QByteArray &secret, TimePoint now)
{
    const QByteArray seconds = QByteArray::number(qint64(std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count()));
    return "t=" + seconds + ",v1=" + QMessageAuthenticationCode::hash(seconds + '.' + body, secret, QCryptographicHash::Sha256).toHex();
}

Deliverer::Deliverer(Provider &provider, http_client::HttpClient &client, QString url, QByteArray secret, const Clock &clock)
    : m_provider(provider), m_client(client), m_url(std::move(url)), m_secret(std::move(secret)), m_clock(clock)
{
}

Deliverer::~Deliverer() = default;

void Deliverer::start()
{
    m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
}

void Deliverer::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        m_provider.settle();
        for (const Delivery &delivery : m_url.isEmpty() ? std::vector<Delivery>{} : m_provider.due()) {
            if (stop.stop_requested())
                break;
            m_provider.delivered(delivery.id, deliver(delivery));
        }
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, lookEvery, [] { return false; });
    }
}

bool Deliverer::deliver(const Delivery &delivery)
{
    if (m_provider.isDropped(delivery.id))
        return false;
    const auto answer = m_client.send(
        {"POST",
         m_url,
         {{"Content-Type", "application/json"}, {"Sandboxpay-Signature", webhookSignature(delivery.body, m_secret, m_clock.now())}},
         delivery.body});
    return answer && answer->status >= 200 && answer->status < 300;
}

} // namespace melody::sandboxpay
