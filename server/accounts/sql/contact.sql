-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT coalesce(a.email, '') AS email, a.display_name, a.language, a.email_confirmed_at
FROM accounts.account a
WHERE a.user_id = $1 AND a.deleted_at IS NULL
