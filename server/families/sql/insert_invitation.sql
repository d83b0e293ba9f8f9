-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO accounts.family_invitation (user_id, invitation_id, email, token_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)
