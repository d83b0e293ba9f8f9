-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO catalog.content (content_id, kind, title, sort_title, natural_key, explicit, artist_id, image_id, duration_ms, attributes,
                             publisher_id, published_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
