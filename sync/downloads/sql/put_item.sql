-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO item (user_id, collection_id, content_id, position) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (user_id, collection_id, content_id) DO UPDATE SET position = excluded.position,
    state = CASE state WHEN 'failed' THEN 'waiting' ELSE state END
