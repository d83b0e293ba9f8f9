-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT user_id FROM accounts.email_address WHERE email_normalised = $1
