// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what a licence to play offline allows, and what time it is for it. The server issues licences by these rules, the app holds itself
// to them without the server.
#pragma once

#include <media/ladder.h>
#include <rules/parental.h>
#include <values/id.h>

#include <QtCore/QByteArray>

namespace melody {

using LicenceId = Id<struct LicenceTag>; // to play one content offline on one device

} // namespace melody

namespace melody::rules {

inline constexpr std::chrono::hours licenceLifetime{30 * 24};
// A licence is asked for anew this long after it was issued, when the server can be reached; what the plan no longer allows ends then.
inline constexpr std::chrono::hours licenceRenewal{24};

// One content for one device of one listener.
struct Licence {
    LicenceId id;
    UserId user;
    ContentId content;
    AssetId asset;
    QByteArray devicePublicKey; // the content key is sealed to it
    media::Rung highestRung = media::Rung::Opus24;
    ContentFacts facts;
    TimePoint issued{};
    TimePoint expires{};
    std::optional<ParentalState> child; // of a child's account
};

struct OfflineVerdict {
    QString code; // why not: "licence_expired", "licence_not_yours", or a word of rules::reasonCode; empty: it may play
    std::optional<TimePoint> until = {};
    [[nodiscard]] bool allowed() const { return code.isEmpty(); }
    bool operator==(const OfflineVerdict &) const = default;
};

// `heardToday`: by this listener on this device. `now` is trusted time, see below.
[[nodiscard]] OfflineVerdict mayPlayOffline(const Licence &licence, const UserId &user, const QByteArray &devicePublicKey,
                                            std::chrono::milliseconds heardToday, TimePoint now);
[[nodiscard]] bool isRenewalDue(const Licence &licence, TimePoint now);

// The latest time that is known to have passed: kept over restarts. What the server says replaces it, so that a clock that once ran ahead
// does not stay ahead for ever.
struct TimeMark {
    TimePoint at{};
    std::chrono::nanoseconds monotonic{0}; // when it was taken
    QString boot;                          // of the system, within which `monotonic` counts
    bool operator==(const TimeMark &) const = default;
};

// Turning the clock back gains nothing: time never lies before the mark, and within one boot it goes on from there.
[[nodiscard]] TimePoint trustedTime(const std::optional<TimeMark> &mark, TimePoint wall, std::chrono::nanoseconds monotonic,
                                    const QString &boot);

} // namespace melody::rules
