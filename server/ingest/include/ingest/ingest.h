// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything between an uploaded file and a published, sealed, playable release. Owns the PostgreSQL schema and role `ingest`, and
// two folders: uploads/ (clear files on their way in, gone after publication) and staging/ (what a running job makes).
// Every step may be cut short by a crash and is done again: a part of an upload is on disk before its offset is acknowledged, a
// release becomes visible in one transaction of the catalogue's.
#pragma once

#include <catalog/catalog.h>
#include <http/route.h>
#include <jobs/jobs.h>
#include <telemetry/telemetry.h>
#include <transcoding/media_worker.h>
#include <wire/studio.h>

namespace melody::ingest {

inline constexpr qsizetype maxPartBytes = 1024 * 1024;

struct Options {
    QString dataDir;              // holds uploads/ and staging/; best on the file system of the object store, so that packs are moved
    crypto::ContentKey masterKey; // content keys rest under it
    transcoding::WorkerOptions worker;
    transcoding::AudioLimits limits;
    qint64 maxUploadBytes = 2LL * 1024 * 1024 * 1024;
    qint64 quotaBytes = 20LL * 1024 * 1024 * 1024;              // of one creator's uploads that are not published yet
    qint64 quotaUploads = 1000;                                 // the same, counted
    std::chrono::hours uploadLifetime = std::chrono::hours(48); // of an upload that no release uses
};

struct ReleasePage {
    QList<wire::ReleaseState> items;
    std::optional<ContentId> next; // pass as `after`; nothing on the last page
};

// Thread: any.
class Ingest {
public:
    virtual ~Ingest() = default;

    // TooLarge ("upload_too_large", "upload_quota_exceeded").
    [[nodiscard]] virtual Result<wire::UploadState> createUpload(const UserId &user, const wire::NewUpload &upload) = 0;
    // At most maxPartBytes, starting at `offset`, which must be what is there (Conflict "offset_mismatch"). With the last part
    // the whole file is compared with its hash: Invalid ("sha256": "mismatch") discards it.
    [[nodiscard]] virtual Result<wire::UploadState> appendUpload(const UserId &user, const UploadId &upload, qint64 offset,
                                                                 QByteArrayView part) = 0;
    [[nodiscard]] virtual Result<wire::UploadState> upload(const UserId &user, const UploadId &upload) = 0;

    // A draft of complete uploads. Invalid names the field: "tracks[1].upload" not_found, incomplete or in_use, …
    [[nodiscard]] virtual Result<wire::ReleaseState> createRelease(const UserId &user, const wire::NewRelease &release) = 0;
    // Starts the work; asking again changes nothing. Conflict ("release_rejected") when it failed before: make a new draft.
    [[nodiscard]] virtual Result<wire::ReleaseState> publishRelease(const UserId &user, const ContentId &release) = 0;
    [[nodiscard]] virtual Result<wire::ReleaseState> release(const UserId &user, const ContentId &release) = 0;
    // Newest first; 1..200 items.
    [[nodiscard]] virtual Result<ReleasePage> releases(const UserId &user, std::optional<ContentId> after, int limit) = 0;

    [[nodiscard]] virtual http::RouteTable routes() = 0;
    // ingest_track, ingest_artwork, publish_release, ingest_sweep: for the runner of `melodyd worker`.
    [[nodiscard]] virtual std::vector<jobs::Handler> jobHandlers() = 0;
    // Kills running media workers, so that a runner can stop at once; their jobs are done again later.
    virtual void interrupt() = 0;
};

// The services outlive it. Makes the folders.
[[nodiscard]] Result<std::unique_ptr<Ingest>> createIngest(db::Database &database, catalog::Catalog &catalog, objects::ObjectStore &objects,
                                                           telemetry::Telemetry &telemetry, const Clock &clock, Options options);

} // namespace melody::ingest
