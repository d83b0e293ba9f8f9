-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE accounts.account SET email_confirmed_at = coalesce(email_confirmed_at, $2), version = version + 1
WHERE user_id = $1 AND email_confirmed_at IS NULL
