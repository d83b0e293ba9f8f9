-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT xid::text::bigint AS xid, sequence, id, type, subject, payload, trace_id, at
FROM platform.event
WHERE recorded_at >= now() - $1::bigint * interval '1 ms' AND type = ANY ($2::text[])
ORDER BY xid, sequence
