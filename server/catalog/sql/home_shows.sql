-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT card.* FROM catalog.card
WHERE card.listed AND card.child_kind = 'episode'
ORDER BY card.published_at DESC, card.content_id
LIMIT $1
