// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lyrics of a track on the wire (GET /v1/tracks/{id}/lyrics).
#pragma once

#include <media/lyrics.h>
#include <wire/json.h>

namespace melody::wire {

// {"synced", "lines": [{"start_ms", "text", "words": [{"start_ms", "text"}]}]}; without times where there are none.
[[nodiscard]] QJsonObject toJson(const media::Lyrics &lyrics);
// Keeps what media::parseLyrics promises: limits, lines by start, words within their line.
[[nodiscard]] Result<media::Lyrics> parseLyrics(const QJsonObject &json);

} // namespace melody::wire
