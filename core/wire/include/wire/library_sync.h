// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /v1/sync?since=&limit= and POST /v1/sync/mutations. docs/sync.md draws the protocol.
#pragma once

#include <wire/library.h>

namespace melody::wire {

inline constexpr int maxSyncChanges = 1000; // of a page
inline constexpr int maxSyncToken = 64;
inline constexpr int maxMutations = 100; // of a batch

// What changed after `since`, by revision. A device keeps `next` with the changes, in one transaction, and asks with it the next time.
struct SyncPage {
    QList<LibraryChange> changes;
    QList<ContentSummary>
        contents;        // of what is liked, followed, in playlists or begun, in this page; each once; none for what is withdrawn
    QString next;        // opaque; "" asks for everything
    qint64 revision = 0; // of the library when this page was read
    bool more = false;   // ask again at once
    bool reset = false;  // `since` is too old or what may be seen has changed: this is the first page of everything; what
                         // the mirror has and these pages do not name is gone. Mutations that wait in the outbox stay.
    bool operator==(const SyncPage &) const = default;
};

// What a device wants changed. Kinds: "like", "follow", "create_playlist", "change_playlist", "delete_playlist", "edit_playlist",
// "position".
struct SetLike {
    ContentId content;
    bool liked = false;
    bool operator==(const SetLike &) const = default;
};
struct SetFollow {
    QString kind;
    ContentId subject;
    bool following = false;
    bool operator==(const SetFollow &) const = default;
};
struct ChangePlaylist {
    PlaylistId playlist;
    PlaylistPatch patch;
    std::optional<PlaylistPatch> was =
        {}; // what the device showed of it; refused ("playlist_renamed") when it is neither that nor this now
    bool operator==(const ChangePlaylist &) const = default;
};
// Another device changed what this one changes, too, and neither knew of the other.
[[nodiscard]] bool isContested(const ChangePlaylist &wish, const PlaylistInfo &playlist);

struct DeletePlaylist {
    PlaylistId playlist;
    bool operator==(const DeletePlaylist &) const = default;
};
struct EditPlaylist {
    PlaylistId playlist;
    PlaylistEdit edit;
    bool operator==(const EditPlaylist &) const = default;
};
struct SetPosition {
    ContentId content;
    PlaybackId session;
    qint64 positionMs = 0;
    bool finished = false;
    std::optional<rules::Place> knew = {}; // see rules::mergePositions
    bool operator==(const SetPosition &) const = default;
};
using MutationBody = std::variant<SetLike, SetFollow, NewPlaylist, ChangePlaylist, DeletePlaylist, EditPlaylist, SetPosition>;

struct Mutation {
    MutationId id;  // idempotency key: sent again it gets its first answer
    TimePoint at{}; // the device's clock when the listener did it
    MutationBody body;
    bool operator==(const Mutation &) const = default;
};

struct MutationBatch {
    QList<Mutation> mutations; // 1..100, done in this order; one that is refused does not keep the next from being done
    bool operator==(const MutationBatch &) const = default;
};

// Applied: in the library from `revision` on. Unchanged: taken, and nothing is different by it (somebody later decided otherwise, or it
// was so already). Refused: can't be done, ever; `code` says why; the device drops it and tells the listener.
enum class MutationOutcome { Applied, Unchanged, Refused };

struct MutationResult {
    MutationId id;
    MutationOutcome outcome = MutationOutcome::Applied;
    qint64 version = 0;    // of the playlist it was about, else 0
    int withoutEffect = 0; // as PlaylistEdited
    QString code;          // of a refusal
    QString detail;
    QList<FieldError> fields;
    bool operator==(const MutationResult &) const = default;
};

struct MutationAnswer {
    QList<MutationResult> results; // in the order of the mutations
    qint64 revision = 0;           // of the library after them
    bool operator==(const MutationAnswer &) const = default;
};

[[nodiscard]] QJsonObject toJson(const SyncPage &page);
[[nodiscard]] QJsonObject toJson(const Mutation &mutation);
[[nodiscard]] QJsonObject toJson(const MutationBatch &batch);
[[nodiscard]] QJsonObject toJson(const MutationResult &result);
[[nodiscard]] QJsonObject toJson(const MutationAnswer &answer);
[[nodiscard]] Result<SyncPage> parseSyncPage(const QJsonObject &json);
[[nodiscard]] Result<Mutation> parseMutation(const QJsonObject &json); // for who keeps an outbox
[[nodiscard]] Result<MutationBatch> parseMutationBatch(const QJsonObject &json);
[[nodiscard]] Result<MutationResult> parseMutationResult(const QJsonObject &json);
[[nodiscard]] Result<MutationAnswer> parseMutationAnswer(const QJsonObject &json);

} // namespace melody::wire
