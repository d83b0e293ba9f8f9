-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
WITH RECURSIVE tree AS (
    SELECT content_id FROM catalog.content WHERE content_id = $1 AND deleted_at IS NULL
    UNION
    SELECT c.content_id FROM catalog.content c JOIN tree t ON c.parent_id = t.content_id OR c.artist_id = t.content_id
)
UPDATE catalog.content SET deleted_at = $2 WHERE content_id IN (SELECT content_id FROM tree) AND deleted_at IS NULL
