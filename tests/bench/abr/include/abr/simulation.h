// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A listener on a link, in virtual time. The player around the rule is the same for all: one request at a time, as player/engine
// asks for chunks; each waits the trace's latency, then takes what the link gives. A chunk is asked for when the buffer has room
// for it. Music begins with the first chunk, stops when the buffer is empty (a rebuffer), and goes on when as much is there as the rule
// asks for; those of the papers don't say, and wait for 10 s.
// A step between Opus and FLAC costs one Opus chunk more, as in player/engine: the seam is heard on both. A step between rungs of Opus
// costs one only where the rule says so: player/engine takes it to join them without a trace, the papers' players did not.
#pragma once

#include <abr/trace.h>
#include <adaptive/link_history.h>
#include <media/manifest.h>

#include <memory>

namespace melody::abr {

// What a rule may know.
struct View {
    const media::Manifest &manifest;
    int chunk = 0;
    std::optional<media::Rung> previous = {};
    double nowMs = 0;
    double bufferedMs = 0;
    double limitMs = 0;
    const player::LinkHistory &link;      // up to now
    const std::vector<double> &chunkKbps; // of every chunk so far, from request to last byte
};

class Rule {
public:
    virtual ~Rule() = default;
    [[nodiscard]] virtual media::Rung choose(const View &view) = 0;
    // asked twice a second while a chunk is under way: begin it anew on a lower rung?
    [[nodiscard]] virtual std::optional<media::Rung> abandon(const View &view, media::Rung rung, qint64 receivedBytes);
    // How much music must be there for it to go on after the buffer ran empty.
    [[nodiscard]] virtual double refillMs(const View &view);
    // Whether a step between rungs of Opus takes the chunk before it on the new rung as well.
    [[nodiscard]] virtual bool joinsOpus() const { return false; }
};

// player/adaptive.
[[nodiscard]] std::unique_ptr<Rule> createMelodyRule();
// The best rung below 0.9 of the harmonic mean of the last five chunks' throughput: the rate rule that Yin et al. (SIGCOMM 2015)
// and FESTIVE (Jiang et al., CoNEXT 2012) compare with or start from.
[[nodiscard]] std::unique_ptr<Rule> createRateRule();
// Huang et al., "A Buffer-Based Approach to Rate Adaptation", SIGCOMM 2014, algorithm 1: reservoir 90 s and a linear map up to 90 %
// of the buffer of 240 s there; here the same shares of the buffer there is.
[[nodiscard]] std::unique_ptr<Rule> createBba0Rule();
// Spiteri, Urgaonkar, Sitaraman, "BOLA: Near-Optimal Bitrate Adaptation for Online Videos", INFOCOM 2016: BOLA-BASIC with logarithmic
// utilities, gamma p = 5, V for the whole of the buffer; a chunk under way is given up for a lower rung by the same objective.
[[nodiscard]] std::unique_ptr<Rule> createBolaRule();
// The lowest rung always: no plan has more in the buffer at any moment.
[[nodiscard]] std::unique_ptr<Rule> createLowestRule();

struct Outcome {
    double heardMs = 0;   // music
    double stalledMs = 0; // silence after the start
    double startupMs = 0; // to the first sample; the whole time when there was none
    double bits = 0;      // of the music heard or still in the buffer
    double fetchedMs = 0; // that music
    int rebuffers = 0;
    int switches = 0;
    int abandoned = 0;
};

struct Listening {
    double durationMs = 3'600'000; // from pressing Play
    double limitMs = 240'000;      // of the buffer
};

[[nodiscard]] Outcome simulate(const Trace &trace, const media::Manifest &manifest, Rule &rule, const Listening &listening);

// The whole ladder, `durationMs` long, with chunk sizes that vary as coded music does.
[[nodiscard]] media::Manifest sampleManifest(qint64 durationMs);

} // namespace melody::abr
