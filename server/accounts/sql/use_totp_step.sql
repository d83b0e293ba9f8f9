-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE accounts.totp SET last_step = $2 WHERE user_id = $1
