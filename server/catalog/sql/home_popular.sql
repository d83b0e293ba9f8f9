-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT card.* FROM catalog.play_count p JOIN catalog.card USING (content_id)
WHERE card.listed
ORDER BY p.plays DESC, p.content_id
LIMIT $1
