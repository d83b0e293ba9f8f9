-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- What somebody means who wants to hear this: the release of a track, anything else itself.
SELECT coalesce(card.parent_id, card.content_id) AS context_id FROM catalog.card WHERE card.content_id = $1
