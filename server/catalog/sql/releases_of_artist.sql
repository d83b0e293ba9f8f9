-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT card.* FROM catalog.card
WHERE card.listed AND card.artist_id = $1 AND card.parent_id IS NULL
ORDER BY card.published_at DESC, card.content_id
LIMIT $2
