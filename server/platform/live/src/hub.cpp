// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hub.h"

#include "event_text.h"

#include <algorithm>

namespace melody::live {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 retryMs = 30'000;

tl::unexpected<Error> refused(ErrorKind kind, const QString &code, const QString &detail)
{
    Error error{kind, code, detail};
    error.retryAfterMs = retryMs;
    return tl::unexpected(std::move(error));
}

} // namespace

Result<std::shared_ptr<http::Stream>> Hub::add(const UserId &user, const SignInId &device)
{
    const std::lock_guard lock(m_mutex);
    const auto [begin, end] = m_entries.equal_range(user);
    for (auto entry = begin; entry != end; ++entry) {
        if (entry->second.device == device)
            entry->second.stream->close();
    }
    forgetOver(user);
    if (int(m_entries.count(user)) >= m_maxPerUser)
        return refused(ErrorKind::RateLimited, u"too_many_streams"_s, u"Too many of your devices listen already."_s);
    if (int(m_entries.size()) >= m_maxStreams)
        return refused(ErrorKind::Unavailable, u"overloaded"_s, u"Too much is going on. Try again shortly."_s);
    auto stream = std::make_shared<http::Stream>();
    if (m_someoneLeft)
        stream->whenGone(m_someoneLeft);
    m_entries.emplace(user, Entry{device, stream, false, {}});
    return stream;
}

void Hub::forgetOver(const UserId &user)
{
    const auto [begin, end] = m_entries.equal_range(user);
    for (auto entry = begin; entry != end;) {
        if (!entry->second.stream->isOver()) {
            ++entry;
            continue;
        }
        noteGone(*entry);
        entry = m_entries.erase(entry);
    }
}

void Hub::noteGone(const Entries::value_type &entry)
{
    if (entry.second.isOpen)
        m_gone.push_back({entry.first, entry.second.device, entry.second.id, PresenceChange::Went});
}

Presence Hub::open(const std::shared_ptr<http::Stream> &stream, const UserId &user, const QByteArray &first)
{
    const std::lock_guard lock(m_mutex);
    const auto [begin, end] = m_entries.equal_range(user);
    for (auto entry = begin; entry != end; ++entry) {
        if (entry->second.stream != stream)
            continue;
        entry->second.isOpen = true;
        stream->write(first + std::exchange(entry->second.waiting, {}));
        return {user, entry->second.device, entry->second.id, PresenceChange::Came};
    }
    return {};
}

void Hub::say(Entry &entry, const QByteArray &text)
{
    if (entry.isOpen)
        entry.stream->write(text);
    else if (entry.waiting.size() < wire::maxLiveEventBytes * 8)
        entry.waiting += text;
}

void Hub::deliver(const Notice &notice)
{
    const auto *command = std::get_if<wire::LiveCommand>(&notice.event);
    const QByteArray text = eventText(notice.event, command ? std::optional(command->sequence) : std::nullopt);
    const std::lock_guard lock(m_mutex);
    const auto [begin, end] = m_entries.equal_range(notice.user);
    for (auto entry = begin; entry != end; ++entry) {
        if (!notice.device || entry->second.device == *notice.device)
            say(entry->second, text);
    }
}

void Hub::signedOut(const SignInId &device)
{
    const std::lock_guard lock(m_mutex);
    for (auto &[user, entry] : m_entries) {
        if (entry.device == device) {
            entry.stream->write(eventText(wire::LiveSignedOut()));
            entry.stream->close();
        }
    }
}

// What was closed on this side waits for the beat: its device may be about to come back.
std::vector<Presence> Hub::takeGone()
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_entries, [this](const auto &each) {
        const bool isGone = each.second.stream->isGone();
        if (isGone)
            noteGone(each);
        return isGone;
    });
    return std::exchange(m_gone, {});
}

std::vector<Presence> Hub::beat()
{
    const QByteArray text = heartbeatText();
    const std::lock_guard lock(m_mutex);
    for (auto &[user, entry] : m_entries) {
        if (entry.isOpen)
            entry.stream->write(text);
    }
    std::erase_if(m_entries, [this](const auto &each) {
        const bool isOver = each.second.stream->isOver();
        if (isOver)
            noteGone(each);
        return isOver;
    });
    auto said = std::exchange(m_gone, {});
    if (++m_beats % presenceBeats != 0)
        return said;
    for (const auto &[user, entry] : m_entries) {
        if (entry.isOpen)
            said.push_back({user, entry.device, entry.id, PresenceChange::Stays});
    }
    return said;
}

void Hub::closeAll()
{
    const std::lock_guard lock(m_mutex);
    for (auto &[user, entry] : m_entries)
        entry.stream->close();
    m_entries.clear();
}

int Hub::size() const
{
    const std::lock_guard lock(m_mutex);
    return int(std::count_if(m_entries.begin(), m_entries.end(), [](const auto &each) { return !each.second.stream->isOver(); }));
}

} // namespace melody::live
