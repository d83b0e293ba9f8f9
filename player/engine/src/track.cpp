// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "track.h"

#include <planning/seam.h>
#include <planning/seek_plan.h>

#include <numeric>

namespace melody::player {
namespace {

constexpr int chunksKeptBehind = 8; // half a minute
constexpr int seamsPerSecond = 100; // as long as the join of two codecs lasts
constexpr qint64 hurryMs = 500;     // a seam within Opus does not wait for its other chunk when this little is decoded ahead
constexpr int maxRefusals = 60;
constexpr std::chrono::milliseconds lookEvery{500};
constexpr qint64 refusedMs = 1'000; // to wait when the server does not say how long
constexpr qint64 maxRefusedMs = 5'000;

bool isFlac(media::Rung rung)
{
    return rung == media::Rung::Flac;
}

// The first frame from `frame` on that begins with a sample at the other rate, too.
qint64 nextCommon(qint64 frame, int rate, int otherRate)
{
    const qint64 step = rate / std::gcd(rate, otherRate);
    return (frame + step - 1) / step * step;
}

} // namespace

Track::Track(const TrackContext &context, const ContentId &content, const std::optional<From> &from)
    : m_context(context), m_content(content), m_from(from), m_trace(TraceContext::create())
{
}

Track::~Track()
{
    m_opening.reset();
    m_fetching.clear();
    if (m_stream)
        m_context.streams.close(m_stream->session);
}

void Track::open()
{
    m_error.reset();
    auto done = [weak = weak_from_this(), post = m_context.post](Result<ports::Stream> stream) {
        post([weak, stream = std::move(stream)] {
            if (const auto self = weak.lock())
                self->opened(stream);
        });
    };
    m_opening = m_from ? m_context.streams.advance(m_from->session, m_from->skipped, m_trace, std::move(done))
                       : m_context.streams.open(m_content, {}, m_trace, std::move(done));
}

void Track::opened(Result<ports::Stream> stream)
{
    m_opening.reset();
    if (!stream) {
        m_error = stream.error();
        return;
    }
    const bool empty = std::any_of(stream->manifest.rungs.cbegin(), stream->manifest.rungs.cend(),
                                   [](const media::RungInfo &rung) { return rung.chunks.empty(); });
    if (stream->manifest.rungs.empty() || empty) {
        m_error = Error{ErrorKind::Internal, QStringLiteral("bad_manifest"), QStringLiteral("There is nothing to play in it.")};
        m_context.streams.close(stream->session);
        return;
    }
    m_stream = std::move(*stream);
    const media::Manifest &manifest = m_stream->manifest;
    m_reference = manifest.find(m_context.policy.reference(manifest));
    if (!m_reference)
        m_reference = &manifest.rungs.front();
    seek(m_seekMs);
    if (const auto first = std::exchange(m_stream->firstChunk, {})) {
        RungQuestion asked = question(first->index);
        asked.inlined = first->rung;
        const media::RungInfo *rung = manifest.find(first->rung);
        const bool fits = rung && isPlayable(*rung) && m_context.policy.choose(asked) == first->rung;
        // Damaged or on another rung: it will be fetched as any other.
        if (fits && !accept({first->index}, first->rung, first->sealed))
            ++m_damaged;
    }
}

void Track::retry()
{
    m_error.reset();
    if (!m_stream && !m_opening)
        open();
}

// Whether the track may go from Opus to FLAC and back.
bool Track::mayCross() const
{
    const auto &rungs = m_stream->manifest.rungs;
    return m_context.policy.mayCrossCodecs() && isFlac(rungs.back().rung) && rungs.size() > 1;
}

bool Track::isPlayable(const media::RungInfo &rung) const
{
    if (!mayCross())
        return canFollow(*m_reference, rung);
    return isFlac(rung.rung) || canFollow(m_stream->manifest.rungs.front(), rung);
}

std::optional<media::Rung> Track::rungAt(int chunk) const
{
    if (const auto here = m_chunks.find(chunk); here != m_chunks.end())
        return here->second.rung;
    if (const auto coming = m_fetching.find({chunk}); coming != m_fetching.end())
        return coming->second.rung;
    return m_decoder && chunk == m_nextChunk - 1 ? std::optional(m_rung) : std::nullopt;
}

// What was found on this device says nothing of what the link carries.
bool Track::isFromLink(int chunk) const
{
    const auto here = m_chunks.find(chunk);
    return here == m_chunks.end() || here->second.fromLink;
}

RungQuestion Track::question(int chunk) const
{
    const auto previous = isFromLink(chunk - 1) ? rungAt(chunk - 1) : std::nullopt;
    return {m_stream->manifest, chunk, {}, previous, m_leadMs + std::max(qint64(0), bufferedToMs() - m_positionMs)};
}

media::Rung Track::choose(int chunk)
{
    const media::RungInfo *chosen = m_stream->manifest.find(m_context.policy.choose(question(chunk)));
    return chosen && isPlayable(*chosen) ? chosen->rung : m_reference->rung;
}

void Track::seek(qint64 positionMs)
{
    m_seekMs = positionMs;
    m_decoder.reset();
    m_samples.clear();
    m_taken = 0;
    m_ended = false;
    if (!m_stream)
        return;
    // The rung that starts decoding earliest decides, where it is not known which one it will be.
    const media::RungInfo &rung = mayCross() ? m_stream->manifest.rungs.front() : *m_reference;
    m_nextChunk = planSeek(rung, toSamples(rung, positionMs)).chunk;
}

FetchSnapshot Track::snapshot(qint64 positionMs, qint64 aheadMs) const
{
    FetchSnapshot snapshot{chunkCount(), m_nextChunk, positionMs, aheadMs, m_context.policy.maxInFlight(), {}, {}};
    for (const auto &[index, fetched] : m_chunks)
        snapshot.present.insert(index);
    for (const auto &[place, fetching] : m_fetching) {
        if (!place.bridge)
            snapshot.inFlight.insert(place.chunk);
    }
    return snapshot;
}

void Track::fetch(qint64 positionMs, qint64 aheadMs, qint64 leadMs)
{
    m_positionMs = positionMs;
    m_leadMs = leadMs;
    if (!m_stream || m_error)
        return;
    // What is under way for a place that a seek has left is given up, so that the new place need not wait behind it.
    std::erase_if(m_fetching, [&](const auto &entry) {
        const int chunk = entry.first.chunk;
        const qint64 start = media::chunkStart(chunk).count();
        return chunk < m_nextChunk - (entry.first.bridge ? 1 : 0) || (chunk > m_nextChunk && start >= positionMs + aheadMs);
    });
    reconsider();
    if (m_context.clock.monotonic() < m_notBefore)
        return;
    for (const int chunk : planFetch(snapshot(positionMs, aheadMs)))
        request({chunk}, choose(chunk), 0);
    requestBridges();
}

// What is under way is measured, and begun anew on a lower rung when it would come too late.
void Track::reconsider()
{
    for (auto &[place, fetching] : m_fetching)
        fetching.use.received(fetching.pending->receivedBytes());
    const auto now = m_context.clock.monotonic();
    if (now - m_lookedAt < lookEvery)
        return;
    m_lookedAt = now;
    const auto first = std::find_if(m_fetching.begin(), m_fetching.end(), [](const auto &entry) { return !entry.first.bridge; });
    if (first == m_fetching.end())
        return;
    const Place place = first->first;
    const Fetching &fetching = first->second;
    const auto received = fetching.pending->receivedBytes();
    const auto instead = received ? m_context.policy.abandon(question(place.chunk), fetching.rung, *received) : std::nullopt;
    if (instead && *instead != fetching.rung && isPlayable(info(*instead)))
        request(place, *instead, 0);
}

// At each seam between rungs the Opus chunk that both sides need is fetched, too.
void Track::requestBridges()
{
    std::vector<std::pair<int, media::Rung>> missing;
    const auto look = [&](int chunk) {
        const auto before = rungAt(chunk - 1);
        const auto here = rungAt(chunk);
        if (chunk < m_nextChunk || !before || !here || *before == *here)
            return;
        const int bridge = isFlac(*here) ? chunk : chunk - 1;
        if (!m_bridges.contains(bridge) && !m_fetching.contains({bridge, true}))
            missing.emplace_back(bridge, isFlac(*here) ? *before : *here);
    };
    for (const auto &[chunk, fetched] : m_chunks)
        look(chunk);
    for (const auto &[place, fetching] : m_fetching)
        look(place.chunk);
    for (const auto &[chunk, rung] : missing) {
        if (!m_fetching.contains({chunk, true}))
            request({chunk, true}, rung, 0);
    }
}

bool Track::isFetched(qint64 positionMs, qint64 aheadMs) const
{
    return m_stream && isSatisfied(snapshot(positionMs, aheadMs));
}

qint64 Track::bufferedToMs() const
{
    return m_stream ? std::min(player::bufferedToMs(snapshot(0, 0)), m_stream->manifest.durationMs) : 0;
}

void Track::request(const Place &place, media::Rung rung, int damaged)
{
    Fetching &fetching = m_fetching[place];
    fetching.serial = ++m_lastSerial;
    fetching.rung = rung;
    fetching.damaged = damaged;
    fetching.use = LinkMeter::Use(m_context.link);
    auto done = [weak = weak_from_this(), post = m_context.post, place, serial = fetching.serial](Result<QByteArray> sealed) {
        post([weak, place, serial, sealed = std::move(sealed)] {
            if (const auto self = weak.lock())
                self->arrived(place, serial, sealed);
        });
    };
    fetching.pending.reset(); // a transfer that is given up makes room first
    fetching.pending = m_context.streams.fetchChunk(m_stream->session, rung, place.chunk, damaged > 0, std::move(done));
    fetching.use.received(fetching.pending->receivedBytes());
}

void Track::arrived(const Place &place, quint32 serial, const Result<QByteArray> &sealed)
{
    const auto found = m_fetching.find(place);
    if (found == m_fetching.end() || found->second.serial != serial)
        return; // given up meanwhile
    const media::Rung rung = found->second.rung;
    const int damaged = found->second.damaged + 1;
    const auto received = found->second.pending->receivedBytes();
    found->second.use.received(received);
    m_fetching.erase(found);
    if (!sealed) {
        refused(rung, sealed.error());
        return;
    }
    m_refusals = 0;
    if (accept(place, rung, *sealed, received.has_value()))
        return;
    ++m_damaged;
    if (damaged > m_context.maxRefetches)
        m_error =
            Error{ErrorKind::Internal, QStringLiteral("chunk_damaged"), QStringLiteral("A part of the music arrives damaged every time.")};
    else
        request(place, rung, damaged);
}

// An overloaded server is asked again soon, for less; anything else is final.
void Track::refused(media::Rung rung, const Error &error)
{
    const bool overloaded = error.code == u"overloaded" || error.kind == ErrorKind::RateLimited;
    if (!overloaded || ++m_refusals > maxRefusals) {
        m_error = error;
        return;
    }
    m_context.policy.overloaded(rung);
    const qint64 waitMs = std::clamp<qint64>(error.retryAfterMs.value_or(refusedMs), 100, maxRefusedMs);
    m_notBefore = m_context.clock.monotonic() + std::chrono::milliseconds(waitMs);
}

// The only way in: what does not open under the content key never reaches the decoder.
bool Track::accept(const Place &place, media::Rung rung, const QByteArray &sealed, bool fromLink)
{
    auto clear = crypto::openChunk(m_stream->key, {m_stream->manifest.asset, quint8(rung), quint64(place.chunk)}, sealed);
    if (!clear)
        return false;
    (place.bridge ? m_bridges : m_chunks).insert_or_assign(place.chunk, Fetched{rung, std::move(*clear), fromLink});
    return true;
}

qint64 Track::leftFrames(int outputRate) const
{
    const qint64 here = m_decoder ? m_position : toSamples(*m_reference, m_seekMs) * outputRate / m_reference->sampleRate;
    return m_ended ? 0 : m_reference->samples * outputRate / m_reference->sampleRate - here;
}

Track::Read Track::read(PcmBlock &block, int outputRate)
{
    constexpr size_t wanted = size_t(PcmBlock::maxFrames) * AudioFormat::channels;
    if (!m_stream)
        return Read::Starved;
    if (m_ended)
        return Read::End;
    // What a seam to Opus would fade out is not given away before it is known that there is none.
    const size_t held = mayCross() && isFlac(m_rung) ? size_t(outputRate / seamsPerSecond) * AudioFormat::channels : 0;
    while (m_samples.size() - m_taken < wanted + held && !(m_decoder && m_decoder->isFinished())) {
        const auto more = decodeMore(outputRate);
        if (!more) {
            decodingFailed(more.error(), outputRate);
            return Read::Starved;
        }
        if (!*more)
            break;
    }
    const bool finished = m_decoder && m_decoder->isFinished();
    const size_t decoded = m_samples.size() - m_taken;
    const size_t here = std::min(finished ? decoded : decoded - std::min(decoded, held), wanted);
    if (here == 0 && !finished)
        return Read::Starved;
    block.frames = int(here / AudioFormat::channels);
    block.position = m_position;
    block.rung = m_rung;
    block.fadeIn = std::exchange(m_fadeIn, false);
    std::copy_n(m_samples.begin() + qsizetype(m_taken), here, block.samples.begin());
    m_taken += here;
    m_position += block.frames;
    if (m_taken == m_samples.size()) {
        m_samples.clear();
        m_taken = 0;
    }
    block.last = m_ended = finished && m_samples.empty();
    return Read::Block;
}

// True when there may be more samples now, false when a chunk must arrive first.
Result<bool> Track::decodeMore(int outputRate)
{
    if (m_decoder) {
        const auto stepped = m_decoder->step(m_samples);
        if (!stepped || *stepped)
            return stepped;
    }
    if (m_nextChunk >= chunkCount() && m_decoder) { // the last chunk held less than the manifest promised
        if (const auto flushed = m_decoder->flush(m_samples); !flushed)
            return tl::unexpected(flushed.error());
        return true;
    }
    const auto found = m_chunks.find(m_nextChunk);
    if (found == m_chunks.end())
        return false;
    const media::RungInfo &rung = info(found->second.rung);
    if (m_decoder && rung.rung != m_rung) {
        const auto crossed = cross(rung, found->second.clear, outputRate);
        if (!crossed || !*crossed)
            return crossed;
    } else {
        if (!m_decoder)
            startDecoder(rung, outputRate);
        if (const auto fed = m_decoder->feed(rung, found->second.clear); !fed)
            return tl::unexpected(fed.error());
    }
    m_rung = rung.rung;
    ++m_nextChunk;
    const auto isBehind = [this](const auto &entry) { return entry.first < m_nextChunk - chunksKeptBehind; };
    std::erase_if(m_chunks, isBehind);
    std::erase_if(m_bridges, isBehind);
    return true;
}

// The next chunk is of another rung. FLAC chunks end exactly at the border; an Opus decoder needs 80 ms before it gives what it should
// (RFC 7845, section 4.6), and its chunks lie earlier by its delay. So both sides are decoded around the border, with the help of one
// Opus chunk more: the one that would have followed, or the one that would have gone before. False: that chunk is not here yet.
Result<bool> Track::cross(const media::RungInfo &rung, const QByteArray &chunk, int outputRate)
{
    const bool toFlac = isFlac(rung.rung);
    const bool fromFlac = isFlac(m_rung);
    const int between = toFlac ? m_nextChunk : m_nextChunk - 1;
    const auto bridge = m_bridges.find(between);
    const auto end = [this] { return m_position + qint64(m_samples.size() - m_taken) / AudioFormat::channels; };
    if (bridge == m_bridges.end()) {
        const qint64 leftMs = m_leadMs + end() * 1000 / outputRate - m_positionMs;
        if (toFlac || fromFlac || (m_fetching.contains({between, true}) && leftMs > hurryMs))
            return false;
        return m_decoder->feed(rung, chunk).map([] { return true; }); // rather a moment of coding noise than silence
    }
    const qint64 fade = outputRate / seamsPerSecond;
    const qint64 border = media::chunkStart(m_nextChunk).count() * outputRate / 1000;
    const qint64 from = toFlac ? border : fromFlac ? std::max(border - fade, m_position) : nextCommon(end(), outputRate, rung.sampleRate);
    // Between rungs of Opus the old decoder goes on with the new chunk, which it can read but not well at once, until the new one takes
    // over.
    Result<void> fed = fromFlac ? m_decoder->flush(m_samples)
                       : toFlac ? m_decoder->feed(info(bridge->second.rung), bridge->second.clear)
                                : m_decoder->feed(rung, chunk);
    for (bool more = !fromFlac; fed && more && end() < from + fade;) {
        const auto stepped = m_decoder->step(m_samples);
        fed = stepped ? Result<void>() : tl::unexpected(stepped.error());
        more = stepped.value_or(false);
    }
    auto next = std::make_unique<Decoder>(rung, chunkStartSample(rung, bridge->first), from * rung.sampleRate / outputRate, outputRate);
    if (fed && !toFlac)
        fed = next->feed(info(bridge->second.rung), bridge->second.clear);
    if (fed)
        fed = next->feed(rung, chunk);
    std::vector<float> coming;
    for (bool more = true; fed && more && qint64(coming.size()) / AudioFormat::channels < fade;) {
        const auto stepped = next->step(coming);
        fed = stepped ? Result<void>() : tl::unexpected(stepped.error());
        more = stepped.value_or(false);
    }
    if (!fed)
        return tl::unexpected(fed.error());
    m_samples.erase(m_samples.begin(), m_samples.begin() + qsizetype(std::exchange(m_taken, 0)));
    join(m_samples, m_position, coming, from, fade);
    m_decoder = std::move(next);
    return true;
}

void Track::startDecoder(const media::RungInfo &rung, int outputRate)
{
    const qint64 target = planSeek(rung, toSamples(rung, m_seekMs)).target;
    m_decoder = std::make_unique<Decoder>(rung, chunkStartSample(rung, m_nextChunk), target, outputRate);
    m_position = target * outputRate / rung.sampleRate;
    m_fadeIn = target > 0;
}

// An authentic chunk that can't be decoded: what is here is not trusted any more, a retry fetches it again from this place on.
void Track::decodingFailed(const Error &error, int outputRate)
{
    m_chunks.clear();
    m_bridges.clear();
    m_fetching.clear();
    seek(m_position * 1000 / outputRate);
    m_error = error;
}

} // namespace melody::player
