// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <main/user_outbox.h>

namespace melody::app {

using namespace Qt::StringLiterals;

UserOutbox::UserOutbox(remote::Api &api, store::Store &store, QString formerFolder, outbox::TickObserver observer, PlayOf playOf)
    : m_api(api), m_store(store), m_formerFolder(std::move(formerFolder)), m_observer(std::move(observer)), m_playOf(std::move(playOf))
{
}

UserOutbox::~UserOutbox() = default;

Result<void> UserOutbox::open(const UserId &user)
{
    const std::lock_guard lock(m_mutex);
    if (m_outbox && m_user == user)
        return {};
    m_outbox.reset();
    auto opened = outbox::createOutbox(
        {.store = m_store, .user = user, .formerJournal = m_formerFolder + u'/' + user.toString() + u"/ticks.journal"_s},
        [&api = m_api, playOf = m_playOf](const PlaybackId &session, wire::TickBatch batch, outbox::TickDone done) {
            if (playOf)
                batch.offline = playOf(session);
            api.sendTicks(session, batch, nullptr, std::move(done));
        },
        m_observer);
    if (!opened)
        return tl::unexpected(opened.error());
    m_outbox = std::move(*opened);
    m_user = user;
    for (const auto &[session, tick] : std::exchange(m_waiting, {}))
        m_outbox->report(session, tick);
    return {};
}

void UserOutbox::report(const PlaybackId &session, const wire::Tick &tick)
{
    const std::lock_guard lock(m_mutex);
    if (m_outbox)
        m_outbox->report(session, tick);
    else if (m_waiting.size() < maxWaiting)
        m_waiting.append({session, tick});
}

bool UserOutbox::drain(std::chrono::milliseconds timeout)
{
    std::shared_ptr<outbox::Outbox> outbox;
    {
        const std::lock_guard lock(m_mutex);
        outbox = m_outbox;
    }
    return !outbox || outbox->drain(timeout);
}

} // namespace melody::app
