-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whoever has the row delivers; others go on.
SELECT xid::text::bigint AS xid, sequence, failures FROM platform.event_offset
WHERE consumer = $1 AND (retry_at IS NULL OR retry_at <= $2)
FOR UPDATE SKIP LOCKED
