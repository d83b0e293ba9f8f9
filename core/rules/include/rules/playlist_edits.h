// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: how a playlist is edited by several devices at once. The server asks here when it takes an edit, the app when it shows what has
// not been taken yet, so that they never disagree.
//
// A playlist is a sequence of items, each with an id of its own; what was removed stays in its place as a tombstone. Operations name items
// by id and say "after this one", never an index: applying a device's operations to a sequence that others have edited meanwhile IS the
// rebase. The server applies what arrives one after another, and every device shows: the server's items, then its own operations
// that the server has not taken yet. So all converge on the server's order. (The idea of anchors and tombstones: Roh et al.,
// "Replicated abstract data types", 2011, section 4.3, with the server's order in place of its clocks.)
#pragma once

#include <values/id.h>

#include <vector>

namespace melody::rules {

inline constexpr int maxPlaylistItems = 10'000;   // living ones
inline constexpr int maxPlaylistOperations = 500; // of one edit
inline constexpr qint64 maxPlaylistPosition = 1LL << 53;

struct PlaylistItem {
    PlaylistItemId id;
    ContentId content;
    qint64 position = 0; // sorts the items, ties by id; 0..2^53; says nothing else
    bool removed = false;
    TimePoint addedAt{};
    bool operator==(const PlaylistItem &) const = default;
};

enum class PlaylistOperationKind { Insert, Move, Remove };

struct PlaylistOperation {
    PlaylistOperationKind kind = PlaylistOperationKind::Insert;
    PlaylistItemId
        item; // Insert: a new id, made by the device; inserting an id that is known already changes nothing, so edits may be sent twice
    ContentId content;                        // of Insert
    std::optional<PlaylistItemId> after = {}; // of Insert and Move; none: to the beginning
    bool operator==(const PlaylistOperation &) const = default;
};

struct PlaylistEditResult {
    std::vector<PlaylistItem> items;   // the whole sequence afterwards, sorted, tombstones included
    std::vector<PlaylistItem> changed; // what is different from before, in the order of the sequence
    int withoutEffect = 0;             // operations on what another device removed meanwhile, or that were applied already
    bool tooMany = false;              // there would be more than maxPlaylistItems: nothing is to be stored
};

// `items` sorted (see sortItems). Removing wins over moving; what comes after a tombstone stands where that was; after an item nobody
// knows (its tombstone is forgotten) means at the end, so that no song is lost. `now` becomes addedAt of what is inserted.
[[nodiscard]] PlaylistEditResult applyOperations(std::vector<PlaylistItem> items, const QList<PlaylistOperation> &operations,
                                                 TimePoint now);

// By position, then id.
void sortItems(std::vector<PlaylistItem> &items);

// "insert", "move", "remove".
[[nodiscard]] QString operationName(PlaylistOperationKind kind);
[[nodiscard]] std::optional<PlaylistOperationKind> parseOperation(QStringView name);

} // namespace melody::rules
