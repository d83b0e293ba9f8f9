-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Everything that concerns a subscription waits in line here.
SELECT body FROM billing.subscription WHERE user_id = $1 FOR UPDATE
