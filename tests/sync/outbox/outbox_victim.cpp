// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A program for outbox_test to kill: reports ticks for ever and says of each, once report() has returned, that it was kept.
//   outbox_victim STORE

#include "outbox_store.h"

#include <cstdio>

using namespace melody;

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    const auto store = test::openOutboxStore(QString::fromLocal8Bit(argv[1]));
    const auto opened = outbox::createOutbox({.store = *store, .user = test::ticker},
                                             [](const PlaybackId &, const wire::TickBatch &, const outbox::TickDone &) {});
    if (!opened)
        return 3;
    const SystemClock clock;
    std::array<PlaybackId, 3> sessions;
    for (PlaybackId &session : sessions)
        session = PlaybackId::create(clock.now());
    for (quint32 sequence = 1;; ++sequence) {
        for (const PlaybackId &session : sessions) {
            wire::Tick tick;
            tick.sequence = sequence;
            tick.renderedMs = qint64(sequence) * 5'000;
            tick.at = clock.now();
            (*opened)->report(session, tick);
            std::printf("%s %u\n", qPrintable(session.toString()), sequence);
            std::fflush(stdout);
        }
    }
}
