// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hours of listening in minutes: the real server, the real client (remote, outbox, encrypted store, cache of chunks, shelf, player) and an
// output that takes the sound 48 times as fast (CapturePace::Hurried). A listener who can't sit still seeks, skips, pauses, edits the queue
// and turns knobs; the sound device comes and goes, the network gets narrow, breaks off and is gone for a while.
#pragma once

#include <journey/stack.h>

#include <functional>
#include <map>
#include <vector>

namespace melody::soak {

struct Options {
    qint64 musicMs = 8 * 3'600'000LL;
    quint32 seed = 1;
    int tracks = 12;
    double trackSeconds = 120;
};

// With the player stopped and all delivered: what is held on to.
struct Rest {
    qint64 heardMs = 0;
    // Of this process: client, player, and the test around them; without SQLite's cache of pages, which has a limit of its own.
    double heapMb = 0;
    double rssMb = 0;
    double serverRssMb = 0;
};

constexpr double heapSwingMb = 1; // a chunk or a connection is there or not

struct Figures {
    qint64 heardMs = 0;
    qint64 wallMs = 0;
    int sessions = 0;
    int rungChanges = 0;
    int underruns = 0;          // all of them
    int underrunsByNetwork = 0; // while it was narrow or gone, or had come back a moment ago
    std::map<QString, int> deeds;
    std::vector<Rest> rests;
    QStringList faults; // what no listener should meet; empty when all went well
};

// How much more is held at the end than after the warm-up: medians of the last and of the first third, of what comes after the first fifth
// of `rests`. 0 when there is too little to say anything.
[[nodiscard]] double growthPercent(const std::vector<Rest> &rests, double Rest::*figure);
[[nodiscard]] double growthMb(const std::vector<Rest> &rests, double Rest::*figure);

// A block that a thread freed and glibc keeps for it (up to 1,032 bytes, seven of each size) looks held, and more of them are kept for
// hours. Starts this program again, with its arguments, with such caches off; what it starts in turn has them. First thing in a program, or
// the figures of heaps say little.
void startCountingHeap();

// Thread: the main one, with an event loop. `progress` is told at every rest.
[[nodiscard]] Figures run(const Options &options, const std::function<void(const Figures &)> &progress = {});

} // namespace melody::soak
