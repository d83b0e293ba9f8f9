-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Spots that the house plays between songs. They are recordings as any other, but on no shelf and in no list.
ALTER TABLE catalog.content_kind ADD COLUMN listed boolean NOT NULL DEFAULT true;

INSERT INTO catalog.content_kind (kind, child_kind, playable, has_artist, attributes, listed) VALUES
    ('house_ad', NULL, true, true, '{isrc}', false);
INSERT INTO catalog.content_kind (kind, child_kind, playable, has_artist, attributes, listed) VALUES
    ('house_ads', 'house_ad', false, true, '{release_date,upc,licence,attribution}', false);

CREATE OR REPLACE VIEW catalog.card WITH (security_invoker = true) AS
SELECT c.content_id, c.kind, k.child_kind, k.playable, c.title, c.sort_title, c.explicit, c.duration_ms, c.published_at, c.attributes, c.asset_id,
       c.parent_id, parent.title AS parent_title, c.disc_number, c.track_number,
       c.artist_id, artist.title AS artist_title,
       coalesce(c.image_id, parent.image_id) AS image_id, image.color AS image_color, k.listed
FROM catalog.content c
JOIN catalog.content_kind k ON k.kind = c.kind
LEFT JOIN catalog.content parent ON parent.content_id = c.parent_id
LEFT JOIN catalog.content artist ON artist.content_id = c.artist_id
LEFT JOIN catalog.image image ON image.image_id = coalesce(c.image_id, parent.image_id)
WHERE c.deleted_at IS NULL;
