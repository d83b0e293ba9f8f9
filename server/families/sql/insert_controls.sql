-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO accounts.parental_controls (user_id, owner_id, explicit_allowed, daily_minutes, quiet_from_minute, quiet_until_minute, allowed_kinds, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
