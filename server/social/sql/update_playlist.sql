-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE social.playlist
SET name = $3, description = $4, version = $5, item_count = $6, deleted = $7, changed_at = $8, revision = $9
WHERE user_id = $1 AND playlist_id = $2
