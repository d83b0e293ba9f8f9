// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One track on its way from the network to samples: opens the playback session, fetches chunks ahead, checks their seals,
// decodes. Fetched chunks stay until they lie well behind, so that short seeks cost nothing.
#pragma once

#include "decoder.h"
#include "link_meter.h"
#include "pcm_ring.h"

#include <planning/fetch_plan.h>
#include <ports/stream_source.h>

#include <functional>
#include <map>

namespace melody::player {

// What a track needs of the engine. `post` runs a function on the engine's thread, later.
struct TrackContext {
    ports::StreamSource &streams;
    RungPolicy &policy;
    LinkMeter &link;
    const Clock &clock;
    std::function<void(std::function<void()>)> post;
    int maxRefetches = 3;
};

// Thread: the engine's. Held by shared_ptr, because answers that are already posted may outlive it.
class Track final : public std::enable_shared_from_this<Track> {
public:
    // What comes after a session that the server leads; else a content.
    struct From {
        PlaybackId session;
        bool skipped = false;
    };
    Track(const TrackContext &context, const ContentId &content, const std::optional<From> &from = {});
    // Closes the session.
    ~Track();
    Track(const Track &) = delete;
    Track &operator=(const Track &) = delete;

    // Asks for the session; again after a failure.
    void open();

    [[nodiscard]] const ContentId &content() const { return m_content; }
    [[nodiscard]] bool isAdvance() const { return m_from.has_value(); } // the server says what it is
    [[nodiscard]] const TraceContext &trace() const { return m_stream ? m_stream->trace : m_trace; }
    [[nodiscard]] bool isOpen() const { return m_stream.has_value(); }
    [[nodiscard]] const ports::Stream &stream() const { return *m_stream; } // only when open
    // Why nothing more is fetched; what is here already can still be read. Final until retry().
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    void retry();

    // From where the next read() gives samples.
    void seek(qint64 positionMs);
    // Fetches what is missing of `aheadMs` of music beyond `positionMs`, and looks after what is under way. `leadMs` of music is here that
    // plays before it. Call it often.
    void fetch(qint64 positionMs, qint64 aheadMs, qint64 leadMs = 0);
    // All of that, or the whole rest of the track, is here.
    [[nodiscard]] bool isFetched(qint64 positionMs, qint64 aheadMs) const;
    [[nodiscard]] qint64 bufferedToMs() const;
    [[nodiscard]] int damagedChunks() const { return m_damaged; }
    // Hz of the rungs it is played on. Only when open.
    [[nodiscard]] int sampleRate() const { return m_reference->sampleRate; }

    // Frames that read() will still give, as the manifest says. Only when open.
    [[nodiscard]] qint64 leftFrames(int outputRate) const;

    enum class Read { Block, Starved, End };
    // Fills the samples, frames, position, rung, fadeIn and last (not the shares) of `block`; End after the last one.
    [[nodiscard]] Read read(PcmBlock &block, int outputRate);

private:
    struct Fetched {
        media::Rung rung;
        QByteArray clear;
        bool fromLink = true; // else it was on this device
    };
    struct Fetching {
        quint32 serial = 0;
        media::Rung rung = media::Rung::Opus24;
        int damaged = 0; // times it came damaged
        LinkMeter::Use use;
        std::unique_ptr<ports::StreamSource::Pending> pending;
    };
    // A chunk of the track, or the Opus chunk that is needed beside it at a seam between codecs: see cross().
    struct Place {
        int chunk = 0;
        bool bridge = false;
        auto operator<=>(const Place &) const = default; // NOLINT(modernize-use-nullptr): what it says of <=> is not in this line
    };

    void opened(Result<ports::Stream> stream);
    void request(const Place &place, media::Rung rung, int damaged);
    void requestBridges();
    void reconsider();
    void arrived(const Place &place, quint32 serial, const Result<QByteArray> &sealed);
    void refused(media::Rung rung, const Error &error);
    [[nodiscard]] bool accept(const Place &place, media::Rung rung, const QByteArray &sealed, bool fromLink = true);
    [[nodiscard]] RungQuestion question(int chunk) const;
    [[nodiscard]] media::Rung choose(int chunk);
    [[nodiscard]] bool isPlayable(const media::RungInfo &rung) const;
    [[nodiscard]] bool mayCross() const;
    [[nodiscard]] std::optional<media::Rung> rungAt(int chunk) const;
    [[nodiscard]] bool isFromLink(int chunk) const;
    [[nodiscard]] const media::RungInfo &info(media::Rung rung) const { return *m_stream->manifest.find(rung); }
    [[nodiscard]] int chunkCount() const { return int(m_reference->chunks.size()); }
    [[nodiscard]] FetchSnapshot snapshot(qint64 positionMs, qint64 aheadMs) const;
    Result<bool> decodeMore(int outputRate);
    Result<bool> cross(const media::RungInfo &rung, const QByteArray &chunk, int outputRate);
    void startDecoder(const media::RungInfo &rung, int outputRate);
    void decodingFailed(const Error &error, int outputRate);

    TrackContext m_context;
    ContentId m_content;
    std::optional<From> m_from;
    TraceContext m_trace;
    std::unique_ptr<ports::StreamSource::Pending> m_opening;
    std::optional<ports::Stream> m_stream;
    // Of m_stream's manifest. A session stays on rungs that can follow this one without a new decoder, unless it may cross codecs.
    const media::RungInfo *m_reference = nullptr;
    std::optional<Error> m_error;
    std::map<int, Fetched> m_chunks;
    std::map<int, Fetched> m_bridges;
    std::map<Place, Fetching> m_fetching;
    quint32 m_lastSerial = 0;
    int m_damaged = 0;
    int m_refusals = 0; // by an overloaded server, in a row
    std::chrono::nanoseconds m_notBefore{0};
    std::chrono::nanoseconds m_lookedAt{0}; // at what is under way
    qint64 m_positionMs = 0;                // as told to fetch() last
    qint64 m_leadMs = 0;

    // Where decoding is.
    qint64 m_seekMs = 0; // where the next decoder starts
    int m_nextChunk = 0; // to be fed next
    bool m_fadeIn = false;
    std::unique_ptr<Decoder> m_decoder;
    media::Rung m_rung = media::Rung::Opus24;
    std::vector<float> m_samples; // decoded, not read yet
    size_t m_taken = 0;           // floats of m_samples that were read
    qint64 m_position = 0;        // frames at the output's rate, of the next read
    bool m_ended = false;
};

} // namespace melody::player
