-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT item_id, content_id, position, removed, added_at FROM playlist_item WHERE user_id = ?1 AND playlist_id = ?2 ORDER BY position, item_id
