// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The audit log: what staff and the system did, in a chain that shows every later change. docs/audit.md says how.
#pragma once

#include <audit/audit_log.h>
#include <crypto/chunk_cipher.h>
#include <http/route.h>

namespace melody::telemetry {
class Telemetry;
}

namespace melody::compliance {

struct Keys {
    crypto::ContentKey masterKey; // the keys of subjects rest under a key made of it
    crypto::ContentKey auditSeed; // Ed25519 seed that signs checkpoints
};

struct Options {
    QString checkpointsFolder; // outside the database; made when missing; empty: no files
    qint64 checkpointEntries = 1'000;
    std::chrono::milliseconds checkpointInterval{60'000};
    std::chrono::milliseconds sealInterval{250};
};

// Thread: any, unless said otherwise.
class Compliance {
public:
    virtual ~Compliance() = default;

    // What services write to, inside their own transactions.
    [[nodiscard]] virtual audit::AuditLog &auditLog() = 0;
    // What the HTTP server writes to, in a transaction of its own.
    [[nodiscard]] virtual http::AuditTrail &auditTrail() = 0;
    [[nodiscard]] virtual http::RouteTable routes() = 0;

    // Destroys the subject's key: reasons and details about them can never be read again, and their pseudonym leads nowhere. The chain
    // stays whole. Should they come back they are somebody else.
    virtual Result<void> forgetSubject(const UserId &subject) = 0;
    // As a part of something larger.
    virtual void forgetSubject(db::Transaction &transaction, const UserId &subject) = 0;

    // Seals what is staged and makes a checkpoint when one is due, until start() has a thread do so. Number of entries sealed; 0 also
    // when another process is at it.
    virtual Result<qint64> seal() = 0;
    // A checkpoint over all that is sealed, whether or not one is due. False: there is nothing new.
    virtual Result<bool> checkpoint() = 0;
    // Safe to call twice; the destructor stops, too.
    virtual void start() = 0;
    virtual void stop() = 0;
};

[[nodiscard]] std::unique_ptr<Compliance> createCompliance(db::Database &database, const Keys &keys, telemetry::Telemetry &telemetry,
                                                           const Clock &clock, Options options = {});

// Only the log, for a program that writes to it and leaves the sealing to melodyd.
[[nodiscard]] std::unique_ptr<audit::AuditLog> createAuditLog(const crypto::ContentKey &masterKey);

} // namespace melody::compliance
