-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO accounts.totp (user_id, sealed_secret, created_at) VALUES ($1, $2, $3)
ON CONFLICT (user_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, created_at = excluded.created_at, last_step = 0
WHERE accounts.totp.confirmed_at IS NULL
