// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "release_store.h"

#include <atomic>

namespace melody::ingest {

// The jobs: each may be killed at any moment and is done again. Thread: any.
class Processing {
public:
    Processing(ReleaseStore &releases, const UploadFiles &uploads, QString stagingDir, catalog::Catalog &catalog,
               objects::ObjectStore &objects, telemetry::Telemetry &telemetry, const Options &options);

    [[nodiscard]] std::vector<jobs::Handler> handlers();
    void interrupt() { m_interrupt = true; }
    // Removes what killed workers left of files that are dealt with.
    [[nodiscard]] Result<void> sweepStaging();

private:
    using Work = Result<FileOutcome> (Processing::*)(const WaitingFile &file, const QString &staging);

    [[nodiscard]] jobs::Handler fileHandler(const char *kind, Work work);
    [[nodiscard]] jobs::Handler publishHandler();
    [[nodiscard]] Result<void> processFile(const FileRef &ref, Work work);
    [[nodiscard]] Result<FileOutcome> makeTrack(const WaitingFile &file, const QString &staging);
    [[nodiscard]] Result<FileOutcome> makeArtwork(const WaitingFile &file, const QString &staging);
    [[nodiscard]] Result<void> publish(const FileRef &release);
    void rejectFile(const FileRef &ref, const Error &error);

    ReleaseStore &m_releases;
    const UploadFiles &m_uploads;
    QString m_stagingDir;
    catalog::Catalog &m_catalog;
    objects::ObjectStore &m_objects;
    telemetry::Telemetry &m_telemetry;
    const Options &m_options;
    transcoding::WorkerOptions m_worker;
    std::atomic<bool> m_interrupt = false;
};

} // namespace melody::ingest
