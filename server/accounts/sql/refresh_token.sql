-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT sign_in_id, used_at IS NOT NULL AS used, expires_at, attempt_hash, next_hash FROM accounts.refresh_token WHERE user_id = $1 AND token_hash = $2
