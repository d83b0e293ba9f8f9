-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What is liked is listed by kind, last decided first, without reading a card: lists are as long as a life. `kind` is the card's, '' until
-- there is one.
ALTER TABLE liked ADD COLUMN kind TEXT NOT NULL DEFAULT '';
UPDATE liked SET kind = COALESCE((SELECT json_extract(card.summary, '$.kind') FROM card
                                  WHERE card.user_id = liked.user_id AND card.content_id = liked.content_id), '');
CREATE INDEX liked_list ON liked (user_id, kind, changed_at DESC, content_id) WHERE liked = 1;
