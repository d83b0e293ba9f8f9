// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Argon2id through libsodium. Each hash takes tens of megabytes and tens of milliseconds, so only a few run at once.
#pragma once

#include <accounts/accounts.h>

#include <condition_variable>

namespace melody::accounts {

// Thread: any.
class PasswordHasher {
public:
    explicit PasswordHasher(const Options &options);

    // Unavailable ("busy") when too many wait already. Compose passwords as people see them: NFKC before hashing.
    [[nodiscard]] Result<QString> hash(const QString &password);

    struct Verdict {
        bool matches = false;
        bool needsRenewal = false; // made with other parameters than today's
    };
    // Without a hash (nobody has this address) it takes as long as with one and never matches.
    [[nodiscard]] Result<Verdict> verify(const QString &password, const std::optional<QString> &hash);

private:
    class Place;

    QByteArray makeHash(const QByteArray &password) const;

    quint64 m_passes;
    size_t m_memoryBytes;
    int m_concurrent;
    int m_maxWaiting;
    QByteArray m_nobodysHash;
    std::mutex m_mutex;
    std::condition_variable m_freed;
    int m_running = 0;
    int m_waiting = 0;
};

} // namespace melody::accounts
