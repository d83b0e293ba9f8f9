-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE platform.event_offset
SET xid = $2::text::xid8, sequence = $3, failures = 0, retry_at = NULL, last_error = NULL, moved_at = now()
WHERE consumer = $1
