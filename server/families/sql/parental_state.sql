-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT m.role, coalesce(f.time_zone, 'UTC') AS time_zone, c.explicit_allowed, c.daily_minutes, c.quiet_from_minute, c.quiet_until_minute, c.allowed_kinds,
       c.version
FROM accounts.family_member m
LEFT JOIN accounts.family f ON f.user_id = m.owner_id
LEFT JOIN accounts.parental_controls c ON c.user_id = m.user_id
WHERE m.user_id = $1
