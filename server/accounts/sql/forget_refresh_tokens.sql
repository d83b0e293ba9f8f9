-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM accounts.refresh_token WHERE user_id = $1 AND expires_at < $2
