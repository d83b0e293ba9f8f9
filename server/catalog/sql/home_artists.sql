-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whose works are on no shelf is not shown either: the house's own spots have an artist, too.
SELECT card.* FROM catalog.card
WHERE card.kind = 'artist' AND EXISTS (SELECT FROM catalog.card work WHERE work.artist_id = card.content_id AND work.listed)
ORDER BY card.sort_title, card.content_id LIMIT $1
