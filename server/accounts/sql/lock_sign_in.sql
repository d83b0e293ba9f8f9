-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Refreshes and sign-outs of one sign-in happen one after another.
SELECT sign_in_id, proved_at, second_factor_at, revoked_at IS NOT NULL AS revoked,
    revoked_because IS NOT DISTINCT FROM 'refresh_token_reused' AS reused FROM accounts.sign_in
WHERE user_id = $1 AND sign_in_id = $2 FOR UPDATE
