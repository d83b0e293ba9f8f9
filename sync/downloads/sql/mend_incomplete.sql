-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE item SET state = 'waiting'
WHERE user_id = ?1 AND state = 'done' AND chunks > (SELECT count(*) FROM sealed WHERE sealed.asset_id = item.asset_id AND sealed.rung = item.rung)
