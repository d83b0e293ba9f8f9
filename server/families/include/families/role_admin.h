// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who may do what: GET and PUT /v1/admin/users/{id}/roles.
#pragma once

#include <audit/audit_log.h>
#include <http/route.h>

namespace melody::families {

// Thread: any.
class RoleAdmin {
public:
    virtual ~RoleAdmin() = default;
    [[nodiscard]] virtual http::RouteTable routes() = 0;
};

// `audit` (not owned) may be null where there is no log.
[[nodiscard]] std::unique_ptr<RoleAdmin> createRoleAdmin(db::Database &database, const Clock &clock, audit::AuditLog *audit);

} // namespace melody::families
