-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- One release ($2), or the page after it ($2 NULL: the first page), newest first.
SELECT r.release_id, r.state, count(f.position) AS tracks_total, count(f.position) FILTER (WHERE f.state = 'done') AS tracks_done,
       r.problems || coalesce((SELECT jsonb_agg(p.problem ORDER BY p.position) FROM ingest.release_file p
           WHERE p.user_id = r.user_id AND p.release_id = r.release_id AND p.state = 'rejected'), '[]') AS problems
FROM ingest.release r
LEFT JOIN ingest.release_file f ON f.user_id = r.user_id AND f.release_id = r.release_id AND f.position >= 0
WHERE r.user_id = $1 AND CASE WHEN $3 THEN r.release_id = $2 ELSE $2::uuid IS NULL OR r.release_id < $2 END
GROUP BY r.user_id, r.release_id
ORDER BY r.release_id DESC
LIMIT $4
