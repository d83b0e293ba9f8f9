-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Changes of one family happen one after another.
SELECT time_zone, version FROM accounts.family WHERE user_id = $1 FOR UPDATE
