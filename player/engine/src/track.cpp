// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "track.h"

#include <planning/seek_plan.h>

namespace melody::player {
namespace {

constexpr int maxFetchesInFlight = 2;
constexpr int chunksKeptBehind = 8; // half a minute

} // namespace

Track::Track(const TrackContext &context, const ContentId &content)
    : m_context(context), m_content(content), m_trace(TraceContext::create())
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
    m_opening = m_context.streams.open(m_content, m_trace, [weak = weak_from_this(), post = m_context.post](Result<ports::Stream> stream) {
        post([weak, stream = std::move(stream)] {
            if (const auto self = weak.lock())
                self->opened(stream);
        });
    });
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
    m_reference = manifest.find(m_context.policy.choose({manifest, 1, {}, {}, 0}));
    if (!m_reference)
        m_reference = &manifest.rungs.front();
    seek(m_seekMs);
    if (const auto first = std::exchange(m_stream->firstChunk, {})) {
        const bool fits = m_context.policy.choose({manifest, first->index, first->rung, {}, 0}) == first->rung;
        const media::RungInfo *info = manifest.find(first->rung);
        // Damaged or on another rung: it will be fetched as any other.
        if (fits && info && canFollow(*m_reference, *info) && !accept(first->index, first->rung, first->sealed))
            ++m_damaged;
    }
}

void Track::retry()
{
    m_error.reset();
    if (!m_stream && !m_opening)
        open();
}

media::Rung Track::choose(int chunk, qint64 positionMs)
{
    RungQuestion question{m_stream->manifest, chunk, {}, {}, std::max(qint64(0), bufferedToMs() - positionMs)};
    if (const auto before = m_chunks.find(chunk - 1); before != m_chunks.end())
        question.previous = before->second.rung;
    const media::RungInfo *info = m_stream->manifest.find(m_context.policy.choose(question));
    return info && canFollow(*m_reference, *info) ? info->rung : m_reference->rung;
}

void Track::seek(qint64 positionMs)
{
    m_seekMs = positionMs;
    m_decoder.reset();
    m_samples.clear();
    m_taken = 0;
    m_ended = false;
    if (m_stream)
        m_nextChunk = planSeek(*m_reference, toSamples(*m_reference, positionMs)).chunk;
}

FetchSnapshot Track::snapshot(qint64 positionMs, qint64 aheadMs) const
{
    FetchSnapshot snapshot{chunkCount(), m_nextChunk, positionMs, aheadMs, maxFetchesInFlight, {}, {}};
    for (const auto &[index, fetched] : m_chunks)
        snapshot.present.insert(index);
    for (const auto &[index, fetching] : m_fetching)
        snapshot.inFlight.insert(index);
    return snapshot;
}

void Track::fetch(qint64 positionMs, qint64 aheadMs)
{
    if (!m_stream || m_error)
        return;
    // What is under way for a place that a seek has left is given up, so that the new place need not wait behind it.
    std::erase_if(m_fetching, [&](const auto &entry) {
        const qint64 start = media::chunkStart(entry.first).count();
        return entry.first < m_nextChunk || (entry.first > m_nextChunk && start >= positionMs + aheadMs);
    });
    for (const int chunk : planFetch(snapshot(positionMs, aheadMs)))
        request(chunk, choose(chunk, positionMs), 0);
}

bool Track::isFetched(qint64 positionMs, qint64 aheadMs) const
{
    return m_stream && isSatisfied(snapshot(positionMs, aheadMs));
}

qint64 Track::bufferedToMs() const
{
    return m_stream ? std::min(player::bufferedToMs(snapshot(0, 0)), m_stream->manifest.durationMs) : 0;
}

void Track::request(int chunk, media::Rung rung, int damaged)
{
    Fetching &fetching = m_fetching[chunk];
    fetching.serial = ++m_lastSerial;
    fetching.rung = rung;
    fetching.damaged = damaged;
    auto done = [weak = weak_from_this(), post = m_context.post, chunk, serial = fetching.serial](Result<QByteArray> sealed) {
        post([weak, chunk, serial, sealed = std::move(sealed)] {
            if (const auto self = weak.lock())
                self->arrived(chunk, serial, sealed);
        });
    };
    fetching.pending = m_context.streams.fetchChunk(m_stream->session, rung, chunk, damaged > 0, std::move(done));
}

void Track::arrived(int chunk, quint32 serial, const Result<QByteArray> &sealed)
{
    const auto found = m_fetching.find(chunk);
    if (found == m_fetching.end() || found->second.serial != serial)
        return; // given up meanwhile
    const media::Rung rung = found->second.rung;
    const int damaged = found->second.damaged + 1;
    m_fetching.erase(found);
    if (!sealed) {
        m_error = sealed.error();
        return;
    }
    if (accept(chunk, rung, *sealed))
        return;
    ++m_damaged;
    if (damaged > m_context.maxRefetches)
        m_error =
            Error{ErrorKind::Internal, QStringLiteral("chunk_damaged"), QStringLiteral("A part of the music arrives damaged every time.")};
    else
        request(chunk, rung, damaged);
}

// The only way in: what does not open under the content key never reaches the decoder.
bool Track::accept(int chunk, media::Rung rung, const QByteArray &sealed)
{
    auto clear = crypto::openChunk(m_stream->key, {m_stream->manifest.asset, quint8(rung), quint64(chunk)}, sealed);
    if (!clear)
        return false;
    m_chunks.insert_or_assign(chunk, Fetched{rung, std::move(*clear)});
    return true;
}

Track::Read Track::read(PcmBlock &block, int outputRate)
{
    constexpr size_t wanted = size_t(PcmBlock::maxFrames) * AudioFormat::channels;
    if (!m_stream)
        return Read::Starved;
    if (m_ended)
        return Read::End;
    while (m_samples.size() - m_taken < wanted && !(m_decoder && m_decoder->isFinished())) {
        const auto more = decodeMore(outputRate);
        if (!more) {
            decodingFailed(more.error(), outputRate);
            return Read::Starved;
        }
        if (!*more)
            break;
    }
    const bool finished = m_decoder && m_decoder->isFinished();
    const size_t here = std::min(m_samples.size() - m_taken, wanted);
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
    const media::RungInfo &rung = *m_stream->manifest.find(found->second.rung);
    if (!m_decoder)
        startDecoder(rung, outputRate);
    if (const auto fed = m_decoder->feed(rung, found->second.clear); !fed)
        return tl::unexpected(fed.error());
    m_rung = rung.rung;
    ++m_nextChunk;
    std::erase_if(m_chunks, [this](const auto &entry) { return entry.first < m_nextChunk - chunksKeptBehind; });
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
    m_fetching.clear();
    seek(m_position * 1000 / outputRate);
    m_error = error;
}

} // namespace melody::player
