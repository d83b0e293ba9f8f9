-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE accounts.sign_in SET revoked_at = $2, revoked_because = 'signed_out' WHERE user_id = $1 AND revoked_at IS NULL RETURNING sign_in_id
