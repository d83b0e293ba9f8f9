-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- $2 revision seen; $3 where it stands now; $4 tombstones up to here are of no interest; $5 how many.
SELECT * FROM (
    (SELECT revision, 'like' AS kind, content_id, NULL::uuid AS playlist_id, NULL::uuid AS item_id, NULL AS word, liked AS flag,
            0::bigint AS number, 0 AS items, NULL AS name, NULL AS description, changed_at, changed_at AS created_at,
            NULL::uuid AS elsewhere_session_id, NULL::bigint AS elsewhere_ms
     FROM social.liked WHERE user_id = $1 AND revision > $2 AND revision <= $3 AND (liked OR revision > $4) ORDER BY revision LIMIT $5)
    UNION ALL
    (SELECT revision, 'follow', subject_id, NULL, NULL, kind, following, 0, 0, NULL, NULL, changed_at, changed_at, NULL, NULL
     FROM social.follow WHERE user_id = $1 AND revision > $2 AND revision <= $3 AND (following OR revision > $4) ORDER BY revision LIMIT $5)
    UNION ALL
    (SELECT revision, 'playlist', NULL, playlist_id, NULL, NULL, deleted, version, item_count, name, description, changed_at, created_at, NULL, NULL
     FROM social.playlist WHERE user_id = $1 AND revision > $2 AND revision <= $3 AND (NOT deleted OR revision > $4)
     ORDER BY revision LIMIT $5)
    UNION ALL
    (SELECT revision, 'playlist_item', content_id, playlist_id, item_id, NULL, removed, position, 0, NULL, NULL, added_at, added_at, NULL, NULL
     FROM social.playlist_item WHERE user_id = $1 AND revision > $2 AND revision <= $3 AND (NOT removed OR revision > $4)
     ORDER BY revision LIMIT $5)
    UNION ALL
    (SELECT revision, 'position', content_id, NULL, session_id, NULL, finished, position_ms, 0, NULL, NULL, changed_at, changed_at,
            elsewhere_session_id, elsewhere_ms
     FROM social.resume_position WHERE user_id = $1 AND revision > $2 AND revision <= $3 ORDER BY revision LIMIT $5)
) AS change
ORDER BY revision LIMIT $5
