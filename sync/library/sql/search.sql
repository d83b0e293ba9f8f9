-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT card.summary,
    EXISTS (SELECT 1 FROM liked WHERE liked.user_id = ?1 AND liked.content_id = card.content_id AND liked.liked = 1) AS is_liked,
    EXISTS (SELECT 1 FROM playlist_item AS item
            WHERE item.user_id = ?1 AND item.content_id = card.content_id AND NOT item.removed) AS is_in_playlist
FROM card_text JOIN card ON card.card = card_text.rowid
WHERE card_text MATCH ?2 AND card.user_id = ?1
ORDER BY card_text.rank LIMIT ?3
