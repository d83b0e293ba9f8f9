-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT time_zone, version FROM accounts.family WHERE user_id = $1
