// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what a plan allows. The app and the server both ask here, so that they never disagree.
#pragma once

#include <media/ladder.h>

namespace melody::rules {

enum class Plan { Free, Individual, Duo, Family, Student };

struct Entitlements {
    Plan plan = Plan::Free;
    bool hiFi = false; // the lossless add-on; needs a paid plan
    bool operator==(const Entitlements &) const = default;
};

// The highest rung of the ladder that may be streamed: opus-128 free, opus-192 with a paid plan, flac with Hi-Fi.
[[nodiscard]] media::Rung highestRung(const Entitlements &entitlements);

} // namespace melody::rules
