-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO playlist (user_id, playlist_id, name, description, version, item_count, created_at, changed_at, round)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (user_id, playlist_id) DO UPDATE
SET name = excluded.name, description = excluded.description, version = excluded.version, item_count = excluded.item_count,
    created_at = excluded.created_at, changed_at = excluded.changed_at, round = excluded.round
