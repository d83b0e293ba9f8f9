-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT sign_in_id, device_name, place, created_at, last_used_at FROM accounts.sign_in
WHERE user_id = $1 AND revoked_at IS NULL AND last_used_at > $2 AND (last_used_at, sign_in_id) < ($3, $4)
ORDER BY last_used_at DESC, sign_in_id DESC
LIMIT $5
