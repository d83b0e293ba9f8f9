-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT sealed_secret, last_step, confirmed_at IS NOT NULL AS confirmed FROM accounts.totp WHERE user_id = $1 FOR UPDATE
