// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <audit/audit_log.h>
#include <http/route.h>

namespace melody::compliance {

// Writes each request to an audited route to the log. Thread: any.
class PgAuditTrail final : public http::AuditTrail {
public:
    PgAuditTrail(db::Database &database, audit::AuditLog &log, const Clock &clock) : m_database(database), m_log(log), m_clock(clock) {}
    Result<void> record(const http::AuditedCall &call) override;

private:
    db::Database &m_database;
    audit::AuditLog &m_log;
    const Clock &m_clock;
};

// Pure. Parameters of the path that name a person (/users/{id}, /members/{id}) make the subject and stay out of the object, which is
// kept in clear: "PUT admin/users/{id}/roles 403".
[[nodiscard]] audit::Entry entryOf(const http::AuditedCall &call);

} // namespace melody::compliance
