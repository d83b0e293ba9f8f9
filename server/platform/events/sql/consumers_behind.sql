-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The last event that may be delivered, and which of the given consumers have not come so far.
WITH latest AS (
    SELECT xid, sequence FROM platform.event
    WHERE xid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY xid DESC, sequence DESC
    LIMIT 1
)
SELECT event_offset.consumer, latest.xid::text::bigint AS xid, latest.sequence
FROM platform.event_offset, latest
WHERE event_offset.consumer = ANY ($1::text[])
    AND (event_offset.retry_at IS NULL OR event_offset.retry_at <= $2)
    AND (event_offset.xid, event_offset.sequence) < (latest.xid, latest.sequence)
