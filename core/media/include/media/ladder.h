// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The ladder: the encodings that every asset is offered in. Chunks are aligned in time across all rungs.
#pragma once

#include <QtCore/QString>

#include <array>
#include <chrono>
#include <optional>

namespace melody::media {

enum class Rung : quint8 { Opus24 = 0, Opus64 = 1, Opus128 = 2, Opus192 = 3, Flac = 4 };

inline constexpr std::array allRungs{Rung::Opus24, Rung::Opus64, Rung::Opus128, Rung::Opus192, Rung::Flac};

// "opus-24" … "opus-192", "flac": the names used in URLs, JSON and the database.
[[nodiscard]] QString rungName(Rung rung);
[[nodiscard]] std::optional<Rung> parseRung(QStringView name);

// Nominal kbit/s of an Opus rung; 0 for FLAC, whose rate depends on the music.
[[nodiscard]] int nominalKbps(Rung rung);

// Start of chunk `index` on the asset's timeline, the same on every rung: chunks last 1, 1, 2, then 4 s each.
[[nodiscard]] std::chrono::milliseconds chunkStart(int index);
// Nominal length; the last chunk of an asset may be shorter.
[[nodiscard]] std::chrono::milliseconds chunkLength(int index);
// The chunk that holds `position` (>= 0).
[[nodiscard]] int chunkAt(std::chrono::milliseconds position);
// How many chunks an asset of `duration` has (at least 1 when duration > 0).
[[nodiscard]] int chunkCount(std::chrono::milliseconds duration);

} // namespace melody::media
