// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What staff may see and do. The server decides who is; to others it answers Forbidden. Rules of threads and tries as for Api.
#pragma once

#include <remote/done.h>
#include <wire/audit.h>
#include <wire/family.h>

#include <QtCore/QObject>

namespace melody::remote {

// Empty fields do not narrow.
struct AuditFilter {
    QString action; // the whole word, or its beginning up to a dot
    QString actor;  // id of a user
    QString subject;
    QDateTime from; // not before
    QDateTime to;   // before
};

class StaffApi {
public:
    virtual ~StaffApi() = default;

    // Whose the address is; NotFound.
    virtual void findUser(const QString &email, QObject *context, Done<wire::UserRoles> done) = 0;
    virtual void roles(const UserId &user, QObject *context, Done<wire::UserRoles> done) = 0;
    // "step_up_required" when it must be proved who asks.
    virtual void setRoles(const UserId &user, const wire::RolesChange &change, QObject *context, Done<wire::UserRoles> done) = 0;
    // Newest first; `cursor` empty for the first page.
    virtual void audit(const AuditFilter &filter, const QString &cursor, QObject *context, Done<wire::AuditPage> done) = 0;
    virtual void checkpoints(const QString &cursor, QObject *context, Done<wire::AuditCheckpointPage> done) = 0;
};

} // namespace melody::remote
