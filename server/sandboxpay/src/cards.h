// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The test cards, and what a card must look like. Pure.
#pragma once

#include <values/clock.h>
#include <values/result.h>

#include <span>

namespace melody::sandboxpay {

// What a payer typed. Lives as long as one request.
struct CardInput {
    QString number; // may hold blanks and dashes
    QString expiryMonth;
    QString expiryYear; // two digits or four
    QString code;       // three digits, four for Amex
};

// All that is kept of a card.
struct Card {
    QString brand;
    QString last4;
    int expiryMonth = 0;
    int expiryYear = 0;
    QString behaviour; // of the test card: "success", "decline:insufficient_funds", …
};

struct TestCard {
    quint64 number; // no text, so that a scan of this program's memory finds only what payers typed
    const char *behaviour;
    const char *meaning; // for --help
};

[[nodiscard]] std::span<const TestCard> testCards();

// ISO/IEC 7812-1, annex B. `digits`: digits only.
[[nodiscard]] bool passesLuhn(QStringView digits);

// Invalid, with every wrong field: number, expiry_month, expiry_year, code.
[[nodiscard]] Result<Card> readCard(const CardInput &input, TimePoint now);

// The last moment of its month is still good.
[[nodiscard]] bool isExpired(int month, int year, TimePoint now);

enum class Outcome { Succeed, Decline, Challenge, SettleLater };
struct Decision {
    Outcome outcome = Outcome::Succeed;
    QString declineCode = {};
    bool slow = false; // the answer is late
};

// What becomes of a charge. `chargesBefore`: that succeeded with this card.
[[nodiscard]] Decision decideCharge(const QString &behaviour, int chargesBefore, bool payerPresent);
// What becomes of storing a card: Succeed, Decline or Challenge.
[[nodiscard]] Decision decideStoring(const QString &behaviour);

} // namespace melody::sandboxpay
