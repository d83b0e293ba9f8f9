-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
WITH gone AS (
    DELETE FROM social.playlist_item
    WHERE user_id = $1 AND playlist_id = $2 AND removed AND revision <= (
        SELECT revision FROM social.playlist_item
        WHERE user_id = $1 AND playlist_id = $2 AND removed ORDER BY revision DESC OFFSET $3 LIMIT 1)
    RETURNING revision)
SELECT coalesce(max(revision), 0) AS newest FROM gone
