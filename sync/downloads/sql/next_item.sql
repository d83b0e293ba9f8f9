-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT collection_id, content_id FROM item JOIN collection USING (user_id, collection_id)
WHERE user_id = ?1 AND state = 'waiting' AND paused = 0
ORDER BY added_at, position LIMIT 1
