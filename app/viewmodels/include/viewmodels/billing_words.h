// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Money, dates, plans and states in words, in the language of the app ("en", "es"). Pure, but for the translations loaded.
#pragma once

#include <QtCore/QVariant>
#include <values/result.h>
#include <wire/billing.h>

namespace melody::app {

// Exact at any size: whole units and minor units are written as integers. "€9.99", "9,99 €", "¥980", "−€5.50".
[[nodiscard]] QString moneyText(const Money &money, const QString &language);
// "June 2, 2026", "2 de junio de 2026", by the device's time zone.
[[nodiscard]] QString dateText(TimePoint at, const QString &language);
[[nodiscard]] QString timeText(TimePoint at, const QString &language); // date and time of day

[[nodiscard]] QString planName(const QString &plan);
[[nodiscard]] QString offerName(const wire::Offer &offer); // "Family with Hi-Fi, yearly"

// What the subscription is now, and what happens next and when.
[[nodiscard]] QString stateSentence(const wire::SubscriptionInfo &subscription);
[[nodiscard]] QString nextSentence(const wire::SubscriptionInfo &subscription, const QString &language);
// Until when they count as a student, and what is to be done by then; empty for everybody else.
[[nodiscard]] QString studentSentence(const wire::SubscriptionInfo &subscription, const QString &language);
// What is wrong with the payment, or empty.
[[nodiscard]] QString paymentSentence(const wire::SubscriptionInfo &subscription, const QString &language);

// Who is in somebody else's family: whether its plan takes them, and why not. Empty for others.
[[nodiscard]] QString seatSentence(const wire::SubscriptionInfo &subscription);
// That it gives nothing which the seat doesn't, or empty.
[[nodiscard]] QString needlessSentence(const wire::SubscriptionInfo &subscription);
// They have nothing of their own, and the plan of their family.
[[nodiscard]] bool livesOnSeat(const wire::SubscriptionInfo &subscription);

// {summary, seats, now, credit, next, tax: sentences, some empty; lines: [{text, amount}]}.
[[nodiscard]] QVariantMap previewWords(const wire::Preview &preview, const QString &language);

// errorSentence() with the codes of billing, roles and stepping up added.
[[nodiscard]] QString billingSentence(const Error &error);

} // namespace melody::app
