-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Newest first, behind the episode $2 (NULL: from the first).
SELECT card.*, coalesce(p.plays, 0) AS plays
FROM catalog.card LEFT JOIN catalog.play_count p USING (content_id)
WHERE card.parent_id = $1
  AND ($2::uuid IS NULL OR (coalesce(card.attributes ->> 'release_date', '') COLLATE "C", card.disc_number, card.track_number) <
       (SELECT coalesce(last.attributes ->> 'release_date', '') COLLATE "C", last.disc_number, last.track_number
        FROM catalog.content last WHERE last.content_id = $2))
ORDER BY coalesce(card.attributes ->> 'release_date', '') COLLATE "C" DESC, card.disc_number DESC, card.track_number DESC
LIMIT $3
