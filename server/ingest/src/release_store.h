// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "leftovers.h"

#include <ingest/ingest.h>

namespace melody::ingest {

inline constexpr auto trackJob = "ingest_track";
inline constexpr auto artworkJob = "ingest_artwork";
inline constexpr auto publishJob = "publish_release";
inline constexpr int artworkPosition = -1;

// A release, or one file of it; what a job is about.
struct FileRef {
    UserId user;
    ContentId release;
    int position = artworkPosition;
};
[[nodiscard]] QJsonObject toJson(const FileRef &ref);
[[nodiscard]] Result<FileRef> parseFileRef(const QJsonObject &json);

struct WaitingFile {
    UploadId upload;
    QString fileName;
};

// What a file became.
struct FileOutcome {
    QJsonObject outcome; // see migrations: release_file.outcome
    std::optional<QByteArray> wrappedKey = {};
    std::optional<QByteArray> waveform = {};
    QStringList objects = {}; // that were left as leftovers before they were stored
};

struct ReleaseFile {
    int position = artworkPosition;
    ContentId content;
    QJsonObject outcome;
    QByteArray wrappedKey;
    QByteArray waveform;
};

// Releases and their files, from draft to published or rejected. Thread: any.
class ReleaseStore {
public:
    ReleaseStore(db::Database &database, const Clock &clock) : m_database(database), m_clock(clock) {}

    // See Ingest.
    [[nodiscard]] Result<wire::ReleaseState> create(const UserId &user, const wire::NewRelease &release);
    [[nodiscard]] Result<wire::ReleaseState> startPublication(const UserId &user, const ContentId &release);
    [[nodiscard]] Result<wire::ReleaseState> state(const UserId &user, const ContentId &release);
    [[nodiscard]] Result<ReleasePage> page(const UserId &user, std::optional<ContentId> after, int limit);

    // For jobs. Nothing when the file was dealt with before.
    [[nodiscard]] Result<std::optional<WaitingFile>> waitingFile(const FileRef &ref);
    // Objects that are about to be stored, lest a crash forget them.
    [[nodiscard]] Result<void> announceObjects(const UserId &user, const QStringList &objects);
    // The last file to be dealt with starts the publication, or rejects the release if one of its files was rejected.
    [[nodiscard]] Result<void> finishFile(const FileRef &ref, const FileOutcome &outcome);
    [[nodiscard]] Result<void> rejectFile(const FileRef &ref, const FieldError &problem);

    // Calls `publish` in the transaction that makes the release published; nothing happens unless it is processing.
    using Publish = std::function<Result<void>(db::Transaction &, const wire::NewRelease &, const std::vector<ReleaseFile> &)>;
    [[nodiscard]] Result<void> publish(const FileRef &release, const Publish &publish);
    [[nodiscard]] Result<void> rejectRelease(const FileRef &release, const QList<FieldError> &problems);

private:
    [[nodiscard]] Result<void> settle(db::Transaction &transaction, const FileRef &ref);
    // What the release held is freed: uploads and, unless they were published, objects.
    void decide(db::Transaction &transaction, const FileRef &release, const QString &state, const QJsonArray &problems);

    db::Database &m_database;
    const Clock &m_clock;
};

} // namespace melody::ingest
