// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Signing in with an account somewhere else: social providers and the single sign-on of organisations. Owns the PostgreSQL schema and
// role `federation`; what it changes about accounts goes through accounts::Accounts.
//
// An identity signs in once it is linked. It gets linked when its verified e-mail address has no account and the provider may make
// one, or when the owner of an account has proved to be that (password, second factor) within the last minutes. An address alone never
// opens an account that is there already: its owner at the provider may be somebody else.
#pragma once

#include <accounts/accounts.h>
#include <audit/audit_log.h>
#include <federation/providers.h>

namespace melody::telemetry {
class Telemetry;
}

namespace melody::federation {

// Audited: role.granted, role.revoked (by a provider's groups), identity.linked, identity.unlinked.
// Thread: any.
class Federation {
public:
    virtual ~Federation() = default;
    [[nodiscard]] virtual http::RouteTable routes() = 0;
};

struct FederationParts {
    db::Database &database;
    accounts::Accounts &accounts;
    telemetry::Telemetry &telemetry;
    const Clock &clock;
    audit::AuditLog *audit = nullptr; // without one nothing is audited
};

// What the parts refer to outlives it.
[[nodiscard]] std::unique_ptr<Federation> createFederation(QList<ProviderConfig> providers, const FederationParts &parts);

} // namespace melody::federation
