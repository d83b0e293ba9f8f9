-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT invitation_id, email, expires_at FROM accounts.family_invitation WHERE user_id = $1 AND expires_at > $2 ORDER BY invitation_id LIMIT 50
