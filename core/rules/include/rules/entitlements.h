// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what a plan allows. The app and the server both ask here, so that they never disagree.
#pragma once

#include <media/ladder.h>
#include <values/id.h>

#include <QtCore/QString>

#include <optional>
#include <vector>

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

// Whether the plan of a family's owner takes who is at this place in it: the owner at 0, the others in the order in which they joined.
[[nodiscard]] bool hasSeat(Plan plan, int place);

// What somebody may do by a plan of their own and by their seat on another one, each as if they had it alone: no ads, downloads and any
// order by either, Hi-Fi by the one that has it. It goes by the name of their own plan, if that is a paid one.
[[nodiscard]] Entitlements together(const Entitlements &own, const Entitlements &seat);
// Whether their own plan lets them hear what the seat doesn't. That its streams are theirs alone is no reason to pay for it.
[[nodiscard]] bool allowsMore(const Entitlements &own, const Entitlements &seat);

// Devices that may play at the same time on what `payer` has.
struct StreamPool {
    UserId payer;
    int streams = 1;
    bool operator==(const StreamPool &) const = default;
};
// Where somebody's devices count, in this order: on their own plan as long as it has room, then on that of the family they have a seat in,
// so that neither takes from the other what was paid for. Never empty: without a plan everybody has the one stream of Free to themselves.
[[nodiscard]] std::vector<StreamPool> streamPools(const UserId &user, Plan own, const std::optional<StreamPool> &seat);

// "free", "individual", … as on the wire and in the database.
[[nodiscard]] QString planName(Plan plan);
[[nodiscard]] std::optional<Plan> parsePlan(QStringView name);

} // namespace melody::rules
