// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The seam through which services write to the audit log. The log itself is the service `compliance`.
#pragma once

#include <db/database.h>

#include <span>

namespace melody::audit {

// What happened, as it happened. Ids become pseudonyms, `before` and `after` become digests, `details` rest under the subject's key.
struct Entry {
    std::optional<UserId> actor; // none: the system itself (a job); an operator at the machine has an id made of their name
    QString role;                // the role that allowed it: "admin"; "system", "operator"
    QString action;              // stable words, dotted: "role.granted", "plan.changed", "price.changed", "staff.signed_in"
    std::optional<UserId> subject;
    QString object; // what else it was done to: "subscription/0190…", at most 200 characters
    QJsonObject before = {};
    QJsonObject after = {};
    QJsonObject details = {}; // personal details that a reviewer may need; at most 8 KiB
    QString reason;           // what the person gave as reason; at most 1,000 characters
    QString traceId;
};

// Inside the caller's transaction, as any service's role: what happened and its entry stand or fall together. Thread: any.
class AuditLog {
public:
    virtual ~AuditLog() = default;
    virtual void append(db::Transaction &transaction, const Entry &entry, TimePoint now) = 0;
    // Many at once, in their order, in few round trips.
    virtual void appendAll(db::Transaction &transaction, std::span<const Entry> entries, TimePoint now)
    {
        for (const Entry &entry : entries)
            append(transaction, entry, now);
    }
};

} // namespace melody::audit
