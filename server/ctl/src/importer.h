// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Publishes planned releases through the public interface. Every step carries an Idempotency-Key made from what it is about, so an
// import that was interrupted is continued by starting it again: files that are up stay up, releases that exist are found, and one that
// was finished is not done twice (while the server remembers the keys).
#pragma once

#include "api_client.h"
#include "catalogue_file.h"
#include "progress.h"

namespace melody::ctl {

struct ImportedRelease {
    ContentId id;
    QString title;
    QString state;        // "published" or "rejected"
    QStringList problems; // one a file or field, in words
};

// Thread: one.
class Importer {
public:
    Importer(ApiClient &api, qint64 totalBytes) : m_api(api), m_progress(totalBytes) {}

    // Uploads, describes, publishes, and waits until the server says how it went.
    [[nodiscard]] Result<ImportedRelease> import(const PlannedRelease &planned);
    void finish() { m_progress.finish(); }

private:
    // Everything uploaded and described: the release as the server knows it.
    Result<QJsonObject> describe(const PlannedRelease &planned);
    // `gone` is set when the server had the upload once and has it no longer.
    Result<UploadId> upload(const QString &file, int attempt, bool &gone);
    Result<void> sendParts(const QString &file, wire::UploadState state);
    Result<wire::ReleaseState> waitFor(const ContentId &release, const QString &title);

    ApiClient &m_api;
    Progress m_progress;
    qint64 m_doneBytes = 0;
};

// Sum of the sizes of all files.
[[nodiscard]] qint64 totalBytes(const QList<PlannedRelease> &releases);

} // namespace melody::ctl
