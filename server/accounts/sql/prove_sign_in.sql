-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE accounts.sign_in SET proved_at = $3, second_factor_at = CASE WHEN $4 THEN $3::timestamptz ELSE second_factor_at END
WHERE user_id = $1 AND sign_in_id = $2 AND revoked_at IS NULL
