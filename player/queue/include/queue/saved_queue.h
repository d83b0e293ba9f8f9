// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A queue and the place in it as bytes, to come back to after a crash. Two records, because the place changes every second and the
// queue seldom.
#pragma once

#include <queue/play_queue.h>
#include <values/result.h>

#include <QtCore/QByteArray>

namespace melody::player {

inline constexpr qsizetype maxSavedRows = 10'000;

struct SavedPlace {
    quint64 entry = 0; // the row that played
    qint64 positionMs = 0;
    bool operator==(const SavedPlace &) const = default;
};

// Of a longer queue the rows around the current one are kept.
[[nodiscard]] QByteArray saveQueue(const PlayQueue &queue);
[[nodiscard]] QByteArray savePlace(const SavedPlace &place);
// Invalid where the bytes are not what was saved: a torn or strange file is refused as a whole.
[[nodiscard]] Result<PlayQueue> loadQueue(const QByteArray &bytes);
[[nodiscard]] Result<SavedPlace> loadPlace(const QByteArray &bytes);

} // namespace melody::player
