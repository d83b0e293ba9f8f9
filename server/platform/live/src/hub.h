// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The open streams of this process. Thread: any.
#pragma once

#include <http/message.h>
#include <http/stream.h>
#include <live/notice.h>

#include <unordered_map>

namespace melody::live {

class Hub {
public:
    // `someoneLeft`: called from any thread when a client is gone; takeGone() says who.
    Hub(int maxPerUser, int maxStreams, std::function<void()> someoneLeft = {})
        : m_maxPerUser(maxPerUser), m_maxStreams(maxStreams), m_someoneLeft(std::move(someoneLeft))
    {
    }

    // What is delivered from now on waits until open(). One stream a device: an older one of the same sign-in is closed, it is a leftover
    // of a connection that broke. Refused: RateLimited ("too_many_streams"), Unavailable ("overloaded").
    [[nodiscard]] Result<std::shared_ptr<http::Stream>> add(const UserId &user, const SignInId &device);
    // Says `first`, then what waited. How its device can be reached from now on.
    Presence open(const std::shared_ptr<http::Stream> &stream, const UserId &user, const QByteArray &first);
    void deliver(const Notice &notice);
    void signedOut(const SignInId &device);
    // Whose clients left since this or beat() was called last.
    [[nodiscard]] std::vector<Presence> takeGone();
    // A comment to every stream; forgets those that are over. Who went since the last beat and, every presenceBeats, who stays.
    [[nodiscard]] std::vector<Presence> beat();
    // All devices are to look again, each from its own standing: closes their streams, and they come back.
    void closeAll();
    [[nodiscard]] int size() const;

private:
    struct Entry {
        SignInId device;
        std::shared_ptr<http::Stream> stream;
        bool isOpen = false;
        QByteArray waiting;
        QUuid id = QUuid::createUuid();
    };
    struct HashOf {
        size_t operator()(const UserId &user) const { return qHash(user); }
    };
    using Entries = std::unordered_multimap<UserId, Entry, HashOf>;
    void say(Entry &entry, const QByteArray &text);
    void forgetOver(const UserId &user);
    void noteGone(const Entries::value_type &entry);

    const int m_maxPerUser;
    const int m_maxStreams;
    const std::function<void()> m_someoneLeft;
    mutable std::mutex m_mutex;
    Entries m_entries;
    std::vector<Presence> m_gone; // since the last beat
    int m_beats = 0;
};

} // namespace melody::live
