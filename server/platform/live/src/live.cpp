// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <live/live.h>

#include "event_text.h"
#include "hub.h"

#include <db/notifications.h>
#include <telemetry/telemetry.h>

#include <atomic>
#include <condition_variable>
#include <thread>

namespace melody::live {

using namespace Qt::StringLiterals;

namespace {

// Rung by streams, which may outlive the service.
struct Bell {
    std::mutex mutex;
    std::condition_variable changed;
    bool rung = false;
    bool stopping = false;
};

class LiveService final : public Live {
public:
    LiveService(telemetry::Telemetry &telemetry, Options options)
        : m_telemetry(telemetry), m_options(std::move(options)), m_hub(m_options.maxPerUser, m_options.maxStreams, [bell = m_bell] {
              {
                  const std::lock_guard lock(bell->mutex);
                  bell->rung = true;
              }
              bell->changed.notify_all();
          })
    {
        m_notifications = db::createNotifications(
            {m_options.connection, channel, [this](QByteArrayView payload) { hear(payload); }, [this] { restored(); }}, telemetry);
    }
    ~LiveService() override { stop(); }

    void start() override
    {
        m_notifications->start();
        if (!m_heart.joinable())
            m_heart = std::thread([this] { beat(); });
    }
    void stop() override
    {
        m_notifications->stop();
        {
            const std::lock_guard lock(m_bell->mutex);
            m_bell->stopping = true;
        }
        m_bell->changed.notify_all();
        if (m_heart.joinable())
            m_heart.join();
        m_hub.closeAll();
    }
    http::RouteTable routes() override
    {
        return {{.method = http::Method::Get, .path = "/v1/live", .operation = "openLive", .handler = [this](const http::Request &request) {
                     return open(request);
                 }}};
    }
    void deliver(const Notice &notice) override { m_hub.deliver(notice); }
    void signedOut(const SignInId &device) override { m_hub.signedOut(device); }
    [[nodiscard]] bool isListening() const override { return m_notifications->isListening(); }
    [[nodiscard]] int streams() const override { return m_hub.size(); }

private:
    Result<http::Response> open(const http::Request &request);
    void hear(QByteArrayView payload);
    void restored();
    void beat();

    telemetry::Telemetry &m_telemetry;
    const Options m_options;
    const std::shared_ptr<Bell> m_bell = std::make_shared<Bell>();
    Hub m_hub;
    bool m_wasRestored = false; // on the thread of the notifications
    std::thread m_heart;
    std::unique_ptr<db::Notifications> m_notifications; // last: its thread uses the others
};

Result<http::Response> LiveService::open(const http::Request &request)
{
    if (!request.query.isEmpty())
        return failField(request.query.queryItems().constFirst().first, u"unknown"_s, u"There is no such parameter."_s);
    // Without it a stream would be a promise that nobody keeps.
    if (!m_notifications->isListening()) {
        Error error{ErrorKind::Unavailable, u"not_listening"_s, u"News can't be told right now. Try again shortly."_s};
        error.retryAfterMs = 1000;
        return tl::unexpected(std::move(error));
    }
    const http::Principal &caller = *request.caller;
    // First the stream, then where things stand: what is committed in between is told twice, never not at all.
    const auto stream = m_hub.add(caller.user, caller.signIn);
    if (!stream)
        return tl::unexpected(stream.error());
    const auto seen = parseEventId(request.header("last-event-id"));
    const auto standing = m_options.standing(caller, seen);
    if (!standing) {
        (*stream)->close();
        return tl::unexpected(standing.error());
    }
    QByteArray first;
    for (const wire::LiveCommand &command : standing->missed)
        first += eventText(command, command.sequence);
    const Presence presence = m_hub.open(*stream, caller.user, eventText(standing->hello, standing->sequence) + first);
    if (m_options.presence && !presence.user.isNull())
        m_options.presence(presence);
    http::Response response;
    response.contentType = "text/event-stream";
    response.headers = {{"X-Accel-Buffering", "no"}}; // NGINX would wait for more
    response.stream = *stream;
    return response;
}

void LiveService::hear(QByteArrayView payload)
{
    if (const auto notice = parseNotice(payload))
        m_hub.deliver(*notice);
    else
        m_telemetry.log(telemetry::Level::Warning, u"live.strange_notice"_s, {{u"bytes"_s, payload.size()}}, {});
}

// Listening was interrupted, and what was said meanwhile is lost: the devices come back and hear where things stand.
void LiveService::restored()
{
    if (std::exchange(m_wasRestored, true))
        m_hub.closeAll();
}

void LiveService::beat()
{
    Bell &bell = *m_bell;
    auto nextBeat = std::chrono::steady_clock::now() + m_options.heartbeat;
    for (std::unique_lock lock(bell.mutex);;) {
        bell.changed.wait_until(lock, nextBeat, [&bell] { return bell.stopping || bell.rung; });
        if (bell.stopping)
            return;
        bell.rung = false;
        lock.unlock();
        const bool isTime = std::chrono::steady_clock::now() >= nextBeat;
        if (isTime)
            nextBeat = std::chrono::steady_clock::now() + m_options.heartbeat;
        for (const Presence &presence : isTime ? m_hub.beat() : m_hub.takeGone()) {
            if (m_options.presence)
                m_options.presence(presence);
        }
        lock.lock();
    }
}

} // namespace

std::unique_ptr<Live> createLive(telemetry::Telemetry &telemetry, Options options)
{
    return std::make_unique<LiveService>(telemetry, std::move(options));
}

} // namespace melody::live
