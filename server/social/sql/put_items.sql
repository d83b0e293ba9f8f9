-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO social.playlist_item (user_id, playlist_id, item_id, content_id, position, removed, added_at, revision)
SELECT $1, $2, item_id, content_id, position, removed, added_at, revision
FROM jsonb_to_recordset($3) AS item (item_id uuid, content_id uuid, position bigint, removed boolean, added_at timestamptz, revision bigint)
ON CONFLICT (user_id, playlist_id, item_id) DO UPDATE
SET position = excluded.position, removed = excluded.removed, revision = excluded.revision
