// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <db/notifications.h>

#include "connection.h"

#include <telemetry/telemetry.h>

#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <thread>

namespace melody::db {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds listenPatience{5'000};
constexpr std::chrono::milliseconds shortestPause{100};
constexpr std::chrono::milliseconds longestPause{5'000};
constexpr std::chrono::seconds aliveCheck{20};

class ListeningThread final : public Notifications {
public:
    ListeningThread(NotificationOptions options, telemetry::Telemetry &telemetry)
        : m_options(std::move(options)), m_telemetry(telemetry), m_stopped(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
    }
    ~ListeningThread() override
    {
        stop();
        ::close(m_stopped);
    }

    void start() override
    {
        if (!m_thread.joinable())
            m_thread = std::thread([this] { run(); });
    }
    void stop() override
    {
        if (!m_thread.joinable())
            return;
        m_stopping = true;
        const quint64 one = 1;
        (void)!::write(m_stopped, &one, sizeof one);
        m_thread.join();
    }
    [[nodiscard]] bool isListening() const override { return m_listening; }

private:
    void run()
    {
        auto pause = shortestPause;
        while (!m_stopping) {
            try {
                Connection connection(m_options.connection, listenPatience, listenPatience);
                connection.runScript(("LISTEN " + m_options.channel).c_str());
                m_listening = true;
                pause = shortestPause;
                m_options.restored();
                while (!m_stopping) {
                    if (!connection.awaitNotifications(m_stopped, aliveCheck, m_options.hear))
                        connection.runScript("SELECT 1");
                }
            } catch (const Failure &failure) {
                m_telemetry.log(telemetry::Level::Warning, u"db.listening_lost"_s, {{u"what"_s, QString::fromUtf8(failure.what())}}, {});
            }
            m_listening = false;
            if (!m_stopping)
                Connection::awaitReadable(m_stopped, pause);
            pause = std::min(pause * 2, longestPause);
        }
    }

    NotificationOptions m_options;
    telemetry::Telemetry &m_telemetry;
    const int m_stopped;
    std::atomic<bool> m_stopping = false;
    std::atomic<bool> m_listening = false;
    std::thread m_thread;
};

} // namespace

std::unique_ptr<Notifications> createNotifications(NotificationOptions options, telemetry::Telemetry &telemetry)
{
    return std::make_unique<ListeningThread>(std::move(options), telemetry);
}

} // namespace melody::db
