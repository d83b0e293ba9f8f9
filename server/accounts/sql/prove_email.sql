-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who has read a mail to the address has it now: students show it every year.
UPDATE accounts.account SET email_confirmed_at = $2, version = version + 1 WHERE user_id = $1
