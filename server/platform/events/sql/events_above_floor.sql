-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The time keeps the partitions of other days out of it; a transaction that publishes doesn't last that long.
SELECT xid::text::bigint AS xid, sequence, id, type, subject, payload, trace_id, at
FROM platform.event
WHERE xid >= $1::text::xid8 AND recorded_at >= now() - interval '1 day' AND type = ANY ($2::text[])
ORDER BY xid, sequence
