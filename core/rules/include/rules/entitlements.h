// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what a plan allows. The app and the server both ask here, so that they never disagree.
#pragma once

#include <media/ladder.h>

#include <QtCore/QString>

#include <optional>

namespace melody::rules {

enum class Plan { Free, Individual, Duo, Family, Student };

struct Entitlements {
    Plan plan = Plan::Free;
    bool hiFi = false; // the lossless add-on; needs a paid plan
    bool operator==(const Entitlements &) const = default;
};

// The highest rung of the ladder that may be streamed: opus-128 free, opus-192 with a paid plan, flac with Hi-Fi.
[[nodiscard]] media::Rung highestRung(const Entitlements &entitlements);

// People on the plan, its owner included.
[[nodiscard]] int seatsOf(Plan plan);

// Devices that may play at the same time, of all people on the plan together: one a seat.
[[nodiscard]] int concurrentStreamsOf(Plan plan);

// "free", "individual", … as on the wire and in the database.
[[nodiscard]] QString planName(Plan plan);
[[nodiscard]] std::optional<Plan> parsePlan(QStringView name);

} // namespace melody::rules
