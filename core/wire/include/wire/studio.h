// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Publishing. A release is described once, its files are uploaded in parts, then it is published as a whole:
//   POST /v1/studio/uploads {file_name, size_bytes, sha256 (hex)}    -> {id, offset_bytes, …}
//   PATCH /v1/studio/uploads/{id}, header Upload-Offset, body <= 1 MiB -> {id, offset_bytes, …}
//   POST /v1/studio/releases {title, artist_name, …, tracks:[{upload, title, …}], artwork}
//   POST /v1/studio/releases/{id}/publications                       -> 202; GET /v1/studio/releases/{id} tells the state
#pragma once

#include <wire/shows.h>

namespace melody::wire {

inline constexpr qint64 maxUploadBytes = 8LL * 1024 * 1024 * 1024;

struct NewUpload {
    QString fileName; // 1..255 characters, a name without folders
    qint64 sizeBytes = 0;
    QByteArray sha256; // 32 bytes of the whole file; checked when the last part arrives
    bool operator==(const NewUpload &) const = default;
};

struct UploadState {
    UploadId id;
    qint64 offsetBytes = 0;
    qint64 sizeBytes = 0;
    bool complete = false;
    bool operator==(const UploadState &) const = default;
};

struct NewTrack {
    UploadId upload;
    QString title;
    QString artistName; // empty: the release's
    int discNumber = 1;
    int trackNumber = 1;
    QString isrc; // empty or valid (ISO 3901); parsing brings it to the form without hyphens
    bool explicitContent = false;
    QList<Credit> credits;
    QString lyrics;      // plain text or LRC (media/lyrics.h), readable as such; empty: none
    QString releaseDate; // of an episode; empty: the release's
    QString description; // of an episode: plain text
    bool operator==(const NewTrack &) const = default;
};

struct NewRelease {
    QString kind; // "album", "single", "show", …
    QString title;
    QString artistName;
    QString releaseDate;
    QString upc; // empty or valid (GS1 check digit)
    QString licence;
    QString attribution;
    QString description; // of a show: plain text
    std::optional<UploadId> artwork;
    QList<NewTrack> tracks; // 1..maxTracks
    bool operator==(const NewRelease &) const = default;
};

// "draft" -> "processing" -> "published" | "rejected"; `problems` says why, one entry a wrong field or file.
struct ReleaseState {
    ContentId id;
    QString state;
    int tracksDone = 0;
    int tracksTotal = 0;
    QList<FieldError> problems;
    bool operator==(const ReleaseState &) const = default;
};

[[nodiscard]] QJsonObject toJson(const NewUpload &upload);
[[nodiscard]] QJsonObject toJson(const UploadState &state);
[[nodiscard]] QJsonObject toJson(const NewRelease &release);
[[nodiscard]] QJsonObject toJson(const ReleaseState &state);
[[nodiscard]] Result<NewUpload> parseNewUpload(const QJsonObject &json);
[[nodiscard]] Result<UploadState> parseUploadState(const QJsonObject &json);
[[nodiscard]] Result<NewRelease> parseNewRelease(const QJsonObject &json);
[[nodiscard]] Result<ReleaseState> parseReleaseState(const QJsonObject &json);

} // namespace melody::wire
