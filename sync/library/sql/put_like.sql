-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO liked (user_id, content_id, liked, changed_at, round, kind) VALUES (?1, ?2, ?3, ?4, ?5,
    COALESCE((SELECT json_extract(summary, '$.kind') FROM card WHERE user_id = ?1 AND content_id = ?2), ''))
ON CONFLICT (user_id, content_id) DO UPDATE
    SET liked = excluded.liked, changed_at = excluded.changed_at, round = excluded.round, kind = excluded.kind
