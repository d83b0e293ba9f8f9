-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE accounts.refresh_token SET used_at = $3 WHERE user_id = $1 AND token_hash = $2 AND used_at IS NULL
