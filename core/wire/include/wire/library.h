// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands in a listener's library, as GET /v1/sync tells it: the state of one thing after its last change, deletions included.
#pragma once

#include <rules/library.h>
#include <wire/playlists.h>

#include <variant>

namespace melody::wire {

struct LikeState {
    ContentId content;
    bool liked = false;
    TimePoint changedAt{};
    bool operator==(const LikeState &) const = default;
};

struct FollowState {
    QString kind;      // "artist", "show"
    ContentId subject; // who or what is followed
    bool following = false;
    TimePoint changedAt{};
    bool operator==(const FollowState &) const = default;
};

// An item of a playlist. Replaces what the mirror has under the item's id; the order is by position, ties by id.
struct PlaylistItemState {
    PlaylistId playlist;
    rules::PlaylistItem item;
    bool operator==(const PlaylistItemState &) const = default;
};

struct PositionState {
    ContentId content;
    rules::ResumePosition position;
    bool operator==(const PositionState &) const = default;
};

// PlaylistInfo: name, version and count of a playlist; deleted: it and its items go.
using LibraryState = std::variant<LikeState, FollowState, PlaylistInfo, PlaylistItemState, PositionState>;

struct LibraryChange {
    qint64 revision = 0; // every changed thing has one of its own, from 1
    LibraryState state;
    bool operator==(const LibraryChange &) const = default;
};

[[nodiscard]] QJsonObject toJson(const LibraryChange &change);
[[nodiscard]] Result<LibraryChange> parseLibraryChange(const QJsonObject &json);

} // namespace melody::wire
