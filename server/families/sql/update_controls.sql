-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE accounts.parental_controls
SET explicit_allowed = $3, daily_minutes = $4, quiet_from_minute = $5, quiet_until_minute = $6, allowed_kinds = $7, version = version + 1, changed_at = $8
WHERE user_id = $1 AND owner_id = $2 AND version = $9
