// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Really encoded, cut and sealed material for tests of the player: made in memory, with the ladder's chunk boundaries.
#pragma once

#include <crypto/chunk_cipher.h>
#include <media/manifest.h>

#include <map>
#include <vector>

namespace melody::test {

// Interleaved stereo, 16 bit.
struct Pcm {
    int sampleRate = 48'000;
    std::vector<qint16> samples;
    [[nodiscard]] qint64 frames() const { return qint64(samples.size()) / 2; }
    [[nodiscard]] Pcm part(qint64 from, qint64 count) const;
};

// A sine that glides from 100 Hz to 8 kHz: every sample differs from its neighbours, so a lost, doubled or moved one shows.
[[nodiscard]] Pcm sweep(int sampleRate, double seconds);

struct TestAsset {
    media::Manifest manifest;
    crypto::ContentKey key;
    std::map<std::pair<media::Rung, int>, QByteArray> sealed;
    std::map<std::pair<media::Rung, int>, QByteArray> clear;
};

// Encodes every rung asked for. Opus wants 48 kHz. One channel means the left one. Aborts when FFmpeg can't.
[[nodiscard]] TestAsset makeAsset(const Pcm &pcm, const std::vector<media::Rung> &rungs, int channels = 2);

// One decoder over the whole rung, the samples of the music only: what a player must give out. Interleaved stereo float.
[[nodiscard]] std::vector<float> decodeWhole(const TestAsset &asset, media::Rung rung);

} // namespace melody::test
