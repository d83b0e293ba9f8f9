-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM platform.attempt WHERE key IN (
    SELECT key FROM platform.attempt WHERE last_failed_at < $1 LIMIT 10 FOR UPDATE SKIP LOCKED)
