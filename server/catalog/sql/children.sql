-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT card.*, coalesce(p.plays, 0) AS plays
FROM catalog.card LEFT JOIN catalog.play_count p USING (content_id)
WHERE card.parent_id = $1
ORDER BY card.disc_number, card.track_number
