-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO accounts.one_time_token (user_id, token_hash, purpose, payload, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
