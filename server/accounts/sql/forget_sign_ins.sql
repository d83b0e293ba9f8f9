-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whose tokens are gone: nobody comes back with them.
DELETE FROM accounts.sign_in s WHERE user_id = $1 AND last_used_at < $2
    AND NOT EXISTS (SELECT FROM accounts.refresh_token t WHERE t.user_id = s.user_id AND t.sign_in_id = s.sign_in_id)
