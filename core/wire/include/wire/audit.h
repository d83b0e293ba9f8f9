// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /v1/admin/audit, GET /v1/admin/audit/checkpoints. docs/audit.md says what the log promises.
#pragma once

#include <wire/json.h>

namespace melody::wire {

// Somebody in the log. The pseudonym stays for ever; the user is there as long as the person has not been forgotten.
struct AuditPerson {
    QByteArray pseudonym; // 16 bytes
    std::optional<UserId> user;
    bool operator==(const AuditPerson &) const = default;
};

struct AuditEntry {
    qint64 sequence = 0; // from 1, without gaps
    QUuid id;
    TimePoint at{};
    std::optional<AuditPerson> actor; // none: the system itself
    QString role;
    QString action; // "role.granted", "request.listAuditEntries"
    std::optional<AuditPerson> subject;
    QString object;
    QByteArray before;      // keyed digest, 32 bytes; empty when there was nothing
    QByteArray after;       // as `before`
    QByteArray traceId;     // 16 bytes or empty
    bool forgotten = false; // the key of reason and details is gone
    QString reason;
    QJsonObject details;
    QByteArray hash; // of the chain up to here, 32 bytes
    bool operator==(const AuditEntry &) const = default;
};

struct AuditPage {
    QList<AuditEntry> items; // newest first
    QString nextCursor;      // empty: the last page
    bool operator==(const AuditPage &) const = default;
};

struct AuditCheckpoint {
    qint64 number = 0;  // from 1, without gaps
    qint64 entries = 0; // covers the entries 1 … entries
    TimePoint createdAt{};
    QByteArray chain;     // hash of the last entry covered, 32 bytes
    QByteArray root;      // RFC 6962 tree hash over all entries covered, 32 bytes
    QByteArray previous;  // SHA-256 of the checkpoint before, 32 bytes of zero for the first
    QByteArray key;       // Ed25519 public key, 32 bytes
    QByteArray signature; // 64 bytes
    bool operator==(const AuditCheckpoint &) const = default;
};

struct AuditCheckpointPage {
    QList<AuditCheckpoint> items; // newest first
    QString nextCursor;
    bool operator==(const AuditCheckpointPage &) const = default;
};

[[nodiscard]] QJsonObject toJson(const AuditEntry &entry);
[[nodiscard]] QJsonObject toJson(const AuditPage &page);
[[nodiscard]] QJsonObject toJson(const AuditCheckpoint &checkpoint);
[[nodiscard]] QJsonObject toJson(const AuditCheckpointPage &page);
[[nodiscard]] Result<AuditCheckpoint> parseAuditCheckpoint(const QJsonObject &json); // refuses what it does not know
[[nodiscard]] Result<AuditPage> parseAuditPage(const QJsonObject &json);
[[nodiscard]] Result<AuditCheckpointPage> parseAuditCheckpointPage(const QJsonObject &json);

} // namespace melody::wire
