-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Of the same password; never over one that was chosen meanwhile.
UPDATE accounts.account SET password_hash = $3 WHERE user_id = $1 AND password_hash = $2
