-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Good once, and only for the account it is meant for.
DELETE FROM federation.pending_link WHERE token_hash = $1 AND (user_id IS NULL OR user_id = $2)
RETURNING provider_id, subject_hash, email, to_jsonb(roles) AS roles, expires_at
