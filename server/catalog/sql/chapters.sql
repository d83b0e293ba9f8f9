-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Of what can be played, with or without chapters.
SELECT chapters.document
FROM catalog.card LEFT JOIN catalog.chapters USING (content_id)
WHERE card.content_id = $1 AND card.playable
