-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Until the transaction ends nobody changes it.
SELECT password_hash FROM accounts.account WHERE user_id = $1 FOR SHARE
