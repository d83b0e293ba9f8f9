// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// StaffApi over HTTP.
#pragma once

#include "exchange.h"

#include <remote/staff_api.h>

namespace melody::remote {

class StaffClient final : public StaffApi {
public:
    explicit StaffClient(Exchange exchange) : m_exchange(std::move(exchange)) {}

    void findUser(const QString &email, QObject *context, Done<wire::UserRoles> done) override;
    void roles(const UserId &user, QObject *context, Done<wire::UserRoles> done) override;
    void setRoles(const UserId &user, const wire::RolesChange &change, QObject *context, Done<wire::UserRoles> done) override;
    void audit(const AuditFilter &filter, const QString &cursor, QObject *context, Done<wire::AuditPage> done) override;
    void checkpoints(const QString &cursor, QObject *context, Done<wire::AuditCheckpointPage> done) override;

private:
    const Exchange m_exchange;
};

} // namespace melody::remote
