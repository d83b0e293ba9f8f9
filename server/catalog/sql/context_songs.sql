-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT card.content_id, card.kind, card.explicit, card.artist_title
FROM catalog.card
WHERE card.playable AND (card.parent_id = $1 OR card.artist_id = $1 OR card.content_id = $1)
ORDER BY card.published_at, card.parent_id, card.disc_number, card.track_number, card.content_id
LIMIT $2
