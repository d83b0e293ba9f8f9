-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT sign_in_id FROM accounts.sign_in WHERE user_id = $1 AND revoked_at IS NULL
