-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Read by its name, because not every schema that this runs on has the column of the confirmation yet.
SELECT coalesce(a.email, '') AS email, a.display_name, a.language, to_jsonb(a) ->> 'email_confirmed_at' IS NOT NULL AS confirmed
FROM accounts.account a
WHERE a.user_id = $1 AND a.deleted_at IS NULL
