-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM accounts.family_invitation WHERE user_id = $1 AND token_hash = $2 AND expires_at > $3
