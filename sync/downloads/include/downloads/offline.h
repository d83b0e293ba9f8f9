// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Listening without the server: a StreamSource that reads through the local store, opens sessions by itself under licences when the server
// is gone, and the downloads that make this possible.
#pragma once

#include <chunks/chunk_store.h>
#include <downloads/downloads.h>
#include <ports/licence_source.h>
#include <ports/play_reporter.h>

namespace melody::downloads {

struct Options {
    media::Rung rung = media::Rung::Opus128;       // of downloads: the best one up to it
    std::chrono::milliseconds patience{25};        // how long the server may take to open what could be played without it
    std::chrono::milliseconds gone{20'000};        // after it did not answer, it isn't waited for that long
    std::chrono::milliseconds firstBackoff{2'000}; // of a download that failed for want of a server; doubles up to maxBackoff
    std::chrono::milliseconds maxBackoff{60'000};
    std::chrono::milliseconds lookAgain{3'600'000}; // whether a licence is due, while the program stays open
    qint64 spareBytes = 256 * 1024 * 1024;          // room on the disk that downloads leave free
    QString folder;                                 // of the store; here room is reserved
};

// All must outlive it.
struct Parts {
    store::Store &store; // its schema has this module's and that of sync/chunks
    chunks::ChunkStore &chunks;
    ports::StreamSource &streams;
    ports::LicenceSource &licences;
    ports::PlayReporter &reporter;
    const Clock &clock;
    // What plays under a licence may not go on: a child's time is up, told once a session, or the server says no, told again if it is heard
    // all the same. On a thread of its own.
    std::function<void(const PlaybackId &session, const wire::PlaybackStop &stop)> stopped = {};
};

// Thread: every method from any thread.
class Offline {
public:
    virtual ~Offline() = default;
    // Who listens from now on; null: nobody. Remembered, so that they can listen at the next start without a server. What they have
    // downloaded stays when they leave.
    virtual void setUser(const UserId &user) = 0;
    [[nodiscard]] virtual UserId lastUser() const = 0;
    // The server said so: every licence is asked for anew, before anything else; what the plan does not allow any more ends with the song.
    virtual void planChanged() = 0;

    [[nodiscard]] virtual ports::StreamSource &streams() = 0;
    // Hands on to Parts::reporter, and counts what a child hears, with the server and without.
    [[nodiscard]] virtual ports::PlayReporter &reporter() = 0;
    [[nodiscard]] virtual Downloads &downloads() = 0;
    // What to tell the server with the ticks of a session that was opened here; nothing for its own.
    [[nodiscard]] virtual std::optional<wire::OfflinePlay> playOf(const PlaybackId &session) = 0;
};

[[nodiscard]] std::unique_ptr<Offline> createOffline(const Parts &parts, const Options &options);

} // namespace melody::downloads
