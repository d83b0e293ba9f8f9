-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT xid::text::bigint AS xid, sequence, id, type, subject, payload, trace_id, at
FROM platform.event
WHERE (xid, sequence) > ($1::text::xid8, $2::bigint) AND (xid, sequence) <= ($3::text::xid8, $4::bigint)
    AND type = ANY ($5::text[])
ORDER BY xid, sequence
LIMIT $6
