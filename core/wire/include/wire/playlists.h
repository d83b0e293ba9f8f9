// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET POST /v1/playlists; GET PATCH DELETE /v1/playlists/{id}; POST …/{id}/edits; GET …/{id}/history. How edits meet:
// rules/playlist_edits.h.
#pragma once

#include <rules/playlist_edits.h>
#include <wire/catalog.h>

namespace melody::wire {

inline constexpr int maxPlaylistName = 200;
inline constexpr int maxPlaylistDescription = 2000;

// POST /v1/playlists. The device makes the id, so a playlist can be made and filled while the server is away; a POST that
// repeats one gives the same playlist.
struct NewPlaylist {
    PlaylistId id;
    QString name; // 1..200
    QString description;
    bool operator==(const NewPlaylist &) const = default;
};

// PATCH /v1/playlists/{id} with If-Match: what is absent stays. At least one.
struct PlaylistPatch {
    std::optional<QString> name;
    std::optional<QString> description;
    bool operator==(const PlaylistPatch &) const = default;
};

struct PlaylistInfo {
    PlaylistId id;
    QString name;
    QString description;
    qint64 version = 0; // grows with every change of name, description or items; the ETag
    int itemCount = 0;  // living items
    bool deleted = false;
    TimePoint createdAt{};
    TimePoint changedAt{};
    bool operator==(const PlaylistInfo &) const = default;
};

struct PlaylistPage {
    QList<PlaylistInfo> items; // last changed first
    QString nextCursor;
    bool operator==(const PlaylistPage &) const = default;
};

// GET /v1/playlists/{id}?limit=&cursor=: a page of its living items, in order.
struct PlaylistContents {
    PlaylistInfo playlist;
    QList<rules::PlaylistItem> items;
    QList<ContentSummary> contents; // of the items, each once; none for what is withdrawn
    QString nextCursor;
    bool operator==(const PlaylistContents &) const = default;
};

// POST /v1/playlists/{id}/edits. An older base is no conflict: the operations are applied to what the playlist has become.
struct PlaylistEdit {
    qint64 baseVersion = 0;                     // that the device saw; Conflict ("version_unknown") when the playlist has never been there
    QList<rules::PlaylistOperation> operations; // 1..500
    bool operator==(const PlaylistEdit &) const = default;
};

struct PlaylistEdited {
    qint64 version = 0;
    qint64 revision = 0;   // of the listener's library: GET /v1/sync up to here has it
    int withoutEffect = 0; // operations that another device's edits made void, or that were taken before
    bool operator==(const PlaylistEdited &) const = default;
};

// One edit as it was applied, newest first.
struct PlaylistHistoryEntry {
    qint64 version = 0; // it led to
    qint64 baseVersion = 0;
    SignInId device; // null: not by a device
    TimePoint at{};
    QList<rules::PlaylistOperation> operations;
    bool operator==(const PlaylistHistoryEntry &) const = default;
};

struct PlaylistHistory {
    QList<PlaylistHistoryEntry> items;
    QString nextCursor;
    bool operator==(const PlaylistHistory &) const = default;
};

[[nodiscard]] QJsonObject toJson(const NewPlaylist &request);
[[nodiscard]] QJsonObject toJson(const PlaylistPatch &request);
[[nodiscard]] QJsonObject toJson(const PlaylistInfo &playlist);
[[nodiscard]] QJsonObject toJson(const PlaylistPage &page);
[[nodiscard]] QJsonObject toJson(const PlaylistContents &contents);
[[nodiscard]] QJsonObject toJson(const PlaylistEdit &edit);
[[nodiscard]] QJsonObject toJson(const PlaylistEdited &answer);
[[nodiscard]] QJsonObject toJson(const PlaylistHistory &history);
[[nodiscard]] Result<NewPlaylist> parseNewPlaylist(const QJsonObject &json);
[[nodiscard]] Result<PlaylistPatch> parsePlaylistPatch(const QJsonObject &json);
[[nodiscard]] Result<PlaylistInfo> parsePlaylistInfo(const QJsonObject &json);
[[nodiscard]] Result<PlaylistPage> parsePlaylistPage(const QJsonObject &json);
[[nodiscard]] Result<PlaylistContents> parsePlaylistContents(const QJsonObject &json);
[[nodiscard]] Result<PlaylistEdit> parsePlaylistEdit(const QJsonObject &json);
[[nodiscard]] Result<PlaylistEdited> parsePlaylistEdited(const QJsonObject &json);
[[nodiscard]] Result<PlaylistHistory> parsePlaylistHistory(const QJsonObject &json);
// Operations as they stand in an edit, for who keeps them.
[[nodiscard]] QJsonArray operationsJson(const QList<rules::PlaylistOperation> &operations);
[[nodiscard]] Result<QList<rules::PlaylistOperation>> parseOperations(const QJsonArray &json);

} // namespace melody::wire
