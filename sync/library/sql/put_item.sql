-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO playlist_item (user_id, playlist_id, item_id, content_id, position, removed, added_at, round)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (user_id, playlist_id, item_id) DO UPDATE
SET content_id = excluded.content_id, position = excluded.position, removed = excluded.removed, added_at = excluded.added_at,
    round = excluded.round
