// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chapters on the wire (GET /v1/contents/{id}/chapters): a list that always fits into one page.
#pragma once

#include <media/chapters.h>
#include <wire/json.h>

namespace melody::wire {

// {"items": [{"start_ms", "title"}], "next_cursor": ""}
[[nodiscard]] QJsonObject toJson(const media::Chapters &chapters);
// Keeps what media::planChapters promises of limits and order.
[[nodiscard]] Result<media::Chapters> parseChapters(const QJsonObject &json);

} // namespace melody::wire
