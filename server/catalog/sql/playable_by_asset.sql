-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT card.content_id, card.kind, card.title, card.artist_title, card.explicit, a.asset_id, a.manifest, a.wrapped_key, a.waveform,
       (SELECT jsonb_object_agg(r.rung, r.object_name) FROM catalog.asset_rung r WHERE r.asset_id = a.asset_id) AS objects
FROM catalog.card JOIN catalog.asset a USING (asset_id)
WHERE a.asset_id = $1
