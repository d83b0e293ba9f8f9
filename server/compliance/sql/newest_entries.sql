-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT sequence, hash, id, at, actor, role, action, subject, object, before, after, trace_id, sealed
FROM compliance.audit_entry
WHERE sequence < $1
    AND ($2::text IS NULL OR action = $2 OR starts_with(action, $2 || '.'))
    AND ($3::bytea IS NULL OR actor = $3)
    AND ($4::bytea IS NULL OR subject = $4)
    AND ($5::timestamptz IS NULL OR at >= $5)
    AND ($6::timestamptz IS NULL OR at < $6)
ORDER BY sequence DESC
LIMIT $7
