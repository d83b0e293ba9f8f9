-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT m.user_id, m.role, m.user_name, c.explicit_allowed, c.daily_minutes, c.quiet_from_minute, c.quiet_until_minute, c.allowed_kinds, c.version
FROM accounts.family_member m LEFT JOIN accounts.parental_controls c USING (user_id)
WHERE m.owner_id = $1
ORDER BY m.role <> 'owner', m.joined_at, m.user_id
LIMIT 50
