// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transcode.h"

#include "audio_source.h"
#include "loudness_meter.h"
#include "rung_writer.h"

using namespace Qt::StringLiterals;

namespace melody::transcoding {
namespace {

// Rungs that take the same blocks share a resampler: the four of Opus, and FLAC by itself.
struct Lane {
    BlockFormat format;
    std::vector<std::unique_ptr<RungWriter>> writers;
    std::unique_ptr<Resampler> resampler;

    [[nodiscard]] Result<void> encode(const AVFrame *block)
    {
        for (const auto &writer : writers) {
            if (const Result<void> encoded = writer->encode(block); !encoded)
                return encoded;
        }
        return {};
    }
};

class Transcoder {
public:
    explicit Transcoder(const AudioRequest &request) : m_request(request) {}

    Result<AudioOutcome> run()
    {
        return AudioSource::open(m_request)
            .and_then([&](std::unique_ptr<AudioSource> source) {
                m_source = std::move(source);
                return addLanes();
            })
            .and_then([&] { return pump(); })
            .and_then([&] { return conclude(); });
    }

private:
    Result<void> addLanes()
    {
        for (const media::Rung rung : media::allRungs) {
            const std::optional<BlockFormat> format = blockFormatFor(rung, m_source->format());
            if (!format)
                continue;
            if (m_lanes.empty() || (rung == media::Rung::Flac)) {
                if (const Result<void> added = addLane(*format); !added)
                    return added;
            }
            const QString pack = u"%1/%2.pack"_s.arg(m_request.stagingDir, media::rungName(rung));
            auto writer = RungWriter::create({rung, *format, m_request.asset, m_request.key, pack});
            if (!writer)
                return tl::unexpected(writer.error());
            m_lanes.back()->writers.push_back(std::move(*writer));
        }
        return {};
    }

    Result<void> addLane(const BlockFormat &format)
    {
        auto lane = std::make_unique<Lane>();
        lane->format = format;
        // The first lane is what most listeners hear, so it is the one that is measured.
        const bool measured = m_lanes.empty();
        if (measured) {
            auto meter = LoudnessMeter::create(format.channels, format.sampleRate);
            if (!meter)
                return tl::unexpected(meter.error());
            m_meter = std::move(*meter);
        }
        auto resampler = Resampler::create(m_source->format(), format, [this, measured, self = lane.get()](AVFrame *block) -> Result<void> {
            if (measured) {
                const auto *samples = reinterpret_cast<const float *>(block->data[0]);
                if (const Result<void> sound = m_meter->add({samples, size_t(block->nb_samples * self->format.channels)}); !sound)
                    return sound;
            }
            return self->encode(block);
        });
        if (!resampler)
            return tl::unexpected(resampler.error());
        lane->resampler = std::move(*resampler);
        m_lanes.push_back(std::move(lane));
        return {};
    }

    Result<void> pump()
    {
        while (true) {
            const Result<AVFrame *> frame = m_source->next();
            if (!frame)
                return tl::unexpected(frame.error());
            if (!*frame)
                return m_source->verdict();
            for (const auto &lane : m_lanes) {
                if (const Result<void> pushed = lane->resampler->push(*frame); !pushed)
                    return pushed;
            }
        }
    }

    Result<AudioOutcome> conclude()
    {
        const SourceFormat &format = m_source->format();
        AudioOutcome outcome;
        outcome.container = format.container;
        outcome.codec = format.codec;
        outcome.sourceRate = format.sampleRate;
        outcome.sourceChannels = format.channels;
        outcome.sourceSamples = m_source->samples();
        outcome.tags = m_source->tags();
        outcome.manifest.asset = m_request.asset;
        outcome.manifest.durationMs = av_rescale_rnd(outcome.sourceSamples, 1000, format.sampleRate, AV_ROUND_UP);
        for (const auto &lane : m_lanes) {
            if (const Result<void> finished = lane->resampler->finish(); !finished)
                return tl::unexpected(finished.error());
            for (const auto &writer : lane->writers) {
                auto info = writer->finish(lane->resampler->samplesOut(), outcome.manifest.durationMs);
                if (!info)
                    return tl::unexpected(info.error());
                outcome.manifest.rungs.push_back(std::move(*info));
            }
        }
        const Measurement measured = m_meter->result();
        outcome.manifest.loudnessLufs = measured.loudnessLufs;
        outcome.manifest.truePeakDbtp = measured.truePeakDbtp;
        outcome.waveform = measured.waveform;
        outcome.chapters = media::planChapters(m_source->chapters(), outcome.manifest.durationMs);
        return outcome;
    }

    const AudioRequest &m_request;
    std::unique_ptr<AudioSource> m_source;
    std::unique_ptr<LoudnessMeter> m_meter;
    std::vector<std::unique_ptr<Lane>> m_lanes;
};

} // namespace

Result<AudioOutcome> transcode(const AudioRequest &request)
{
    return Transcoder(request).run();
}

} // namespace melody::transcoding
