// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the types of accounts are read with, and their limits.
#pragma once

#include <wire/accounts.h>
#include <wire/json.h>

namespace melody::wire {

inline constexpr int maxEmail = 254;    // RFC 5321, errata 1690
inline constexpr int maxPassword = 128; // in UTF-16 code units, as every length here
inline constexpr int maxDisplayName = 80;
inline constexpr int maxTokenChars = 4096;
inline constexpr qint64 maxAccessLifetimeMs = std::chrono::milliseconds(std::chrono::hours(24)).count();
inline constexpr qint64 maxVersion = 1LL << 53;

QString readEmail(ObjectReader &reader, const QString &field);
void checkLanguage(ObjectReader &reader, const QString &language);

} // namespace melody::wire
