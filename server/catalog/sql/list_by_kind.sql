-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT card.* FROM catalog.card
WHERE card.listed AND card.kind = $1 AND (card.sort_title, card.content_id) > ($2 COLLATE "C", $3::uuid)
    AND (card.kind <> 'artist' OR EXISTS (SELECT FROM catalog.card work WHERE work.artist_id = card.content_id AND work.listed))
ORDER BY card.sort_title, card.content_id
LIMIT $4
