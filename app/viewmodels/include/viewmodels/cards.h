// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A card as QML hands it around: {id, kind, title, subtitle, imageId, imageColor, explicitContent, durationMs, duration}. A song of an
// album may say which and where: {albumId, albumPosition}.
#pragma once

#include <QtCore/QVariantMap>
#include <queue/play_queue.h>
#include <wire/catalog.h>

namespace melody::app {

[[nodiscard]] QVariantMap cardRow(const wire::ContentSummary &card);
// Nothing when it names no content.
[[nodiscard]] std::optional<wire::ContentSummary> cardOf(const QVariantMap &row);
// Tracks and what else can be played, in order, as a queue that starts with `row`.
[[nodiscard]] player::PlayQueue queueOf(const QList<wire::ContentSummary> &cards, int row);
// The songs and episodes among them, as rows of a queue; the other way round, what can be kept of a queue's rows.
[[nodiscard]] QList<player::QueueItem> queueRowsOf(const QVariantList &cards);
[[nodiscard]] QVariantList cardRowsOf(const QList<player::QueueItem> &rows);

} // namespace melody::app
