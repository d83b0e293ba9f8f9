-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE accounts.child_sign_in_code SET attempts = attempts + 1 WHERE code_hash = $1 AND expires_at > $2 AND attempts < 5 RETURNING user_id
