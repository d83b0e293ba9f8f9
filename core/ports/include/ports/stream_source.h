// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The seam between the player, which asks for sound, and sync, which brings it. Neither knows the other.
#pragma once

#include <crypto/chunk_cipher.h>
#include <media/manifest.h>
#include <values/trace.h>

#include <functional>

namespace melody::ports {

// An open playback session, as the player sees it.
struct Stream {
    PlaybackId session;
    ContentId content;
    media::Manifest manifest;
    crypto::ContentKey key;
    struct SealedChunk {
        media::Rung rung;
        int index;
        QByteArray sealed;
    };
    std::optional<SealedChunk> firstChunk; // came with the session
    qint64 countAfterMs = 30'000;
    // Of the whole release that it stands on, where that is known.
    struct Level {
        double loudnessLufs = -70;
        double truePeakDbtp = -70;
    };
    std::optional<Level> album;
    TraceContext trace;
    // What it is, for whoever shows it.
    QString title;
    QString artistName;
    ContentId release; // null: none
    std::optional<ImageId> image;
    // The server leads: `content` may be another than was asked for, and what is next comes by advance().
    struct Lead {
        bool adBreak = false; // must be heard to its end
        int skipsLeft = 0;
        std::optional<TimePoint> skipAt = {}; // when there is a skip again, of none left
        bool operator==(const Lead &) const = default;
    };
    std::optional<Lead> lead;
};

// Thread: callable from any thread; `done` is called exactly once, on a thread of the source's, unless cancelled first.
// Network trouble is retried inside (resume, backoff); what arrives as an Error is final.
class StreamSource {
public:
    virtual ~StreamSource() = default;

    // A promise of a callback. Destroying it cancels: `done` will not be called after the destructor returns.
    class Pending {
    public:
        virtual ~Pending() = default;
        // Bytes of a chunk that came over the network so far, for measuring it and for giving up; nothing: it is not asked for there,
        // because it is on this device, or because that is still looked for. Thread: any.
        [[nodiscard]] virtual std::optional<qint64> receivedBytes() const { return 0; }
    };
    using OpenDone = std::function<void(Result<Stream>)>;
    using ChunkDone = std::function<void(Result<QByteArray>)>;

    // `session`: its name, when it plays already under one of the caller's; null: it gets one. Look at the stream's: where the server leads
    // it is always another.
    [[nodiscard]] virtual std::unique_ptr<Pending> open(const ContentId &content, const PlaybackId &session, const TraceContext &trace,
                                                        OpenDone done) = 0;
    // The next open() of this content may end what plays on another device, when the plan allows no more ("stream_limit_reached").
    virtual void takeOver(const ContentId &) {}
    // What is next where the server leads. Asked too early, that is an Error: "not_finished", "break_not_heard", "skip_limit_reached".
    [[nodiscard]] virtual std::unique_ptr<Pending> advance(const PlaybackId &session, bool skipped, const TraceContext &trace,
                                                           OpenDone done) = 0;
    // Sealed bytes of one chunk. The player opens it and calls again with `refresh` if it was damaged, so that no cache answers.
    [[nodiscard]] virtual std::unique_ptr<Pending> fetchChunk(const PlaybackId &session, media::Rung rung, int index, bool refresh,
                                                              ChunkDone done) = 0;
    // The player no longer needs the session; its ticks still leave.
    virtual void close(const PlaybackId &session) = 0;
};

} // namespace melody::ports
