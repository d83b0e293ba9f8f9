-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT info, paused, count(*) FILTER (WHERE state = 'waiting') AS waiting, count(*) FILTER (WHERE state = 'done') AS done,
    count(*) FILTER (WHERE state = 'failed') AS failed, count(*) FILTER (WHERE done_bytes > 0) AS started, max(error) AS error,
    coalesce(sum(done_bytes), 0) AS done_bytes, coalesce(sum(total_bytes), 0) AS total_bytes
FROM collection LEFT JOIN item USING (user_id, collection_id)
WHERE collection.user_id = ?1
GROUP BY collection.user_id, collection.collection_id
ORDER BY added_at DESC, collection.collection_id
