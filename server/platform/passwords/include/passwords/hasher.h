// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Argon2id (RFC 9106) through libsodium. Each hash takes tens of megabytes and tens of milliseconds, so only a few run at once.
#pragma once

#include <values/result.h>

#include <QtCore/QString>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace melody::passwords {

struct Options {
    // Stored with every hash; hashes made with less are renewed at the next sign-in.
    quint64 passes = 2;
    size_t memoryBytes = 64 * 1024 * 1024;
    // At most so many hashes at once, and so many callers waiting; the next one is told to come back (503).
    int concurrent = std::max(1, int(std::thread::hardware_concurrency()) / 2);
    int waiting = 3;
    // Of 32 bytes, kept apart from the hashes: without it nobody can try passwords on stolen ones. Empty: none. Hashes made without it
    // are renewed at the next sign-in; those made with another one open to no password.
    QByteArray pepper = {};
    // Told of each hash that was computed, in KiB times passes. For tests; called on any thread.
    std::function<void(quint64)> computed = {};
};

// Thread: any.
class Hasher {
public:
    explicit Hasher(const Options &options);

    // One of the few places: held, its owner's hash is computed sooner or later. Of the thread that reserved it; must not outlive the
    // hasher.
    class Place {
    public:
        Place(Place &&other) noexcept : m_hasher(std::exchange(other.m_hasher, nullptr)) {}
        Place &operator=(Place &&) = delete;
        ~Place();

    private:
        friend Hasher;
        explicit Place(Hasher &hasher) : m_hasher(&hasher) {}
        Hasher *m_hasher;
    };
    // Never waits: Unavailable ("busy") when all places are taken. To be asked for before anything that costs more than memory, so that
    // whoever is sent away has cost nothing.
    [[nodiscard]] Result<Place> reserve();

    // Compose passwords as people see them: NFKC before hashing.
    [[nodiscard]] QString hash(const Place &place, const QString &password);
    [[nodiscard]] Result<QString> hash(const QString &password); // with a place of its own

    struct Verdict {
        bool matches = false;
        bool needsRenewal = false; // made with other parameters than today's
    };
    // Without a hash (nobody has this address) it takes as long as with one and never matches. A wrong guess at a hash of weaker
    // parameters takes as long as one of today's, else it would tell that somebody has the address.
    [[nodiscard]] Verdict verify(const Place &place, const QString &password, const std::optional<QString> &hash);
    [[nodiscard]] Result<Verdict> verify(const QString &password, const std::optional<QString> &hash); // with a place of its own

private:
    class Turn;

    [[nodiscard]] QByteArray prepared(const QString &password, bool peppered) const;
    QByteArray makeHash(const QByteArray &prepared) const;
    bool opens(const QString &password, QByteArray hash) const;
    void makeUpFor(const QByteArray &weakHash) const;
    void note(quint64 work) const;

    const Options m_options;
    QByteArray m_nobodysHash;
    std::mutex m_mutex;
    std::condition_variable m_freed;
    int m_places = 0; // that are taken, whether or not their hash runs
    int m_running = 0;
};

} // namespace melody::passwords
