// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "subject_keys.h"

#include <audit/audit_log.h>

namespace melody::compliance {

// Stages entries in the caller's transaction. Thread: any.
class PgAuditLog final : public audit::AuditLog {
public:
    explicit PgAuditLog(const crypto::ContentKey &masterKey) : m_keys(masterKey) {}
    void append(db::Transaction &transaction, const audit::Entry &entry, TimePoint now) override;
    void appendAll(db::Transaction &transaction, std::span<const audit::Entry> entries, TimePoint now) override;

private:
    SubjectKeys m_keys;
};

// Under whose key the reason, the details and the digests of an entry rest: the subject's, else the actor's, else nobody's.
[[nodiscard]] UserId keeperOf(const audit::Entry &entry);

} // namespace melody::compliance
