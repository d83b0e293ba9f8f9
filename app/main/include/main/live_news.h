// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the live channel says, to whom it concerns.
#pragma once

#include <downloads/offline.h>
#include <handover/hand_over.h>
#include <library/library.h>

namespace melody::app {

struct NewsReaders {
    library::Library &library;
    handover::HandOver *handOver = nullptr; // none: music stays on this device
    downloads::Offline &offline;
    std::function<void()> planChanged = {}; // what shows the plan, on the thread of hear()
};

// Thread: any.
void hear(const NewsReaders &readers, const wire::LiveEvent &event);

} // namespace melody::app
