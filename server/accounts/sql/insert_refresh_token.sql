-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO accounts.refresh_token (user_id, token_hash, sign_in_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)
