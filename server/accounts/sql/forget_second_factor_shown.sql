-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE accounts.sign_in SET second_factor_at = NULL WHERE user_id = $1
