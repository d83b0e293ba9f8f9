-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT coalesce(sum(total_bytes - done_bytes), 0) AS bytes FROM item WHERE user_id = ?1 AND state = 'waiting'
