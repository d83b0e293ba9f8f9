-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What is wished later holds; what was deleted stays as it was when that was seen.
INSERT INTO contested (user_id, playlist_id, deleted, name, description, contents) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (user_id, playlist_id) DO UPDATE
SET deleted = excluded.deleted, name = coalesce(excluded.name, name), description = coalesce(excluded.description, description),
    contents = excluded.contents
WHERE NOT deleted
