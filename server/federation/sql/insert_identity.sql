-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO federation.identity (user_id, identity_id, provider_id, subject_hash, email, linked_at, last_used_at)
VALUES ($1, $2, $3, $4, $5, $6, $6)
