-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT user_id, owner_id, role, user_name FROM accounts.family_member WHERE user_id = $1
