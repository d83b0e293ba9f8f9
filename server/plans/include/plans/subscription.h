// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what a subscription is, and the one table of how it may change. docs/subscriptions.md draws it.
#pragma once

#include <plans/proration.h>

#include <rules/entitlements.h>
#include <values/money.h>
#include <values/result.h>

#include <QtCore/QJsonObject>

#include <optional>
#include <span>

namespace melody::billing {

enum class State { None, Trialing, Active, PastDue, Paused, Canceled, Expired };

// What makes a subscription change: a listener's command, or something that came to pass.
enum class Trigger {
    StartTrial,
    Start,
    Upgrade,
    Downgrade,
    Cancel,
    Pause,
    Resume,
    Reactivate,
    ReactivateTrial,
    Grant,   // an operator gives it for a time
    Renewed, // paid, or covered by credit
    RenewalFailed,
    PeriodEnded,
    GraceEnded,
    ChargedBack // the payer's bank took the money back for good
};

struct Transition {
    State from;
    Trigger trigger;
    State to;
};

[[nodiscard]] std::span<const Transition> transitions();
// Where the trigger leads; nothing when it isn't possible.
[[nodiscard]] std::optional<State> next(State from, Trigger trigger);
[[nodiscard]] QString stateName(State state);       // "past_due"
[[nodiscard]] QString triggerName(Trigger trigger); // "renewal_failed": the type of the event
[[nodiscard]] QString periodName(Period period);    // "monthly"
[[nodiscard]] std::optional<Period> parsePeriod(QStringView name);
// The table as a Mermaid state diagram.
[[nodiscard]] QString drawing();

// What is subscribed to.
struct Terms {
    rules::Plan plan = rules::Plan::Free;
    bool hiFi = false;
    Period period = Period::Monthly;
    bool operator==(const Terms &) const = default;
};

// All of a subscription that its events tell. Times are whole seconds.
struct Subscription {
    State state = State::None;
    qint64 version = 0; // number of events so far
    Terms terms;
    std::optional<Terms> nextTerms; // from the end of the period on
    QString country;
    QString currency;
    bool hadTrial = false;
    // Period n ends periodsAfter(anchor, n + 1); a trial is period -1 and ends at the anchor.
    TimePoint anchor{};
    qint64 periodIndex = 0;
    TimePoint periodStart{};
    TimePoint periodEnd{};
    qint64 periodPriceMinor = 0;
    // The last stretch that was paid as a whole: up to periodEnd.
    TimePoint paidFrom{};
    qint64 paidMinor = 0;
    qint64 balanceMinor = 0; // credit, >= 0
    int failures = 0;        // of this renewal
    std::optional<TimePoint> graceUntil;
    std::optional<TimePoint> pausedUntil;
    std::optional<TimePoint> studentUntil;
    bool operator==(const Subscription &) const = default;
};

[[nodiscard]] QJsonObject toJson(const Subscription &subscription);
// Internal ("subscription_unreadable"): what is stored is always readable unless we have a bug.
[[nodiscard]] Result<Subscription> readSubscription(const QJsonObject &json);

// The fields that changed; those that are gone are null. What an event holds.
[[nodiscard]] QJsonObject changesBetween(const Subscription &before, const Subscription &after);
[[nodiscard]] QJsonObject withChanges(QJsonObject subscription, const QJsonObject &changes);

// What the payer may hear at a moment, whoever may be late to write down that time has passed.
[[nodiscard]] rules::Entitlements entitlementsAt(const Subscription &subscription, TimePoint now);

} // namespace melody::billing
