// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The log as reviewers read it: pseudonyms lead back to people, and what is sealed is opened, as far as the keys are there.
#pragma once

#include "audit_query.h"
#include "subject_keys.h"

#include <wire/audit.h>

namespace melody::compliance {

// Thread: any.
class AuditReader {
public:
    AuditReader(db::Database &database, const crypto::ContentKey &masterKey) : m_database(database), m_keys(masterKey) {}
    Result<wire::AuditPage> entries(const AuditQuery &query);
    Result<wire::AuditCheckpointPage> checkpoints(const PageQuery &query);

private:
    struct Filter {
        db::Param actor = std::nullopt;
        db::Param subject = std::nullopt;
        bool isNobody = false; // somebody who is asked for is not in the log
    };
    [[nodiscard]] Filter filterOf(db::Transaction &transaction, const AuditQuery &query) const;
    [[nodiscard]] QList<wire::AuditEntry> open(db::Transaction &transaction, const db::Rows &rows) const;

    db::Database &m_database;
    SubjectKeys m_keys;
};

} // namespace melody::compliance
