-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE accounts.account SET email = $2, email_confirmed_at = $3, version = version + 1 WHERE user_id = $1
