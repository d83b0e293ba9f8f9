-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE accounts.account SET deleted_at = $2 WHERE user_id = $1 AND deleted_at IS NULL
