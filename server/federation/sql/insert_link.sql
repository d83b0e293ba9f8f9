-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO federation.pending_link (token_hash, provider_id, subject_hash, user_id, email, roles, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
