-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO catalog.content (content_id, kind, title, sort_title, natural_key, published_at)
VALUES ($1, 'artist', $2, $3, $4, $5)
ON CONFLICT (kind, natural_key) WHERE deleted_at IS NULL DO NOTHING
