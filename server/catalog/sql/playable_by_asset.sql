-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT card.content_id, card.kind, card.title, card.artist_title, card.explicit, a.asset_id, a.manifest, a.wrapped_key, a.waveform,
       card.parent_id, card.image_id, level.loudness_lufs, level.true_peak_dbtp,
       (SELECT jsonb_object_agg(r.rung, r.object_name) FROM catalog.asset_rung r WHERE r.asset_id = a.asset_id) AS objects
FROM catalog.card JOIN catalog.asset a USING (asset_id)
-- Of the whole release: the mean of the tracks' powers by their length (silent ones don't count), and the highest peak.
LEFT JOIN LATERAL (
    SELECT 10 * log(sum(s.duration_ms * power(10, s.loudness_lufs / 10)) / sum(s.duration_ms)) AS loudness_lufs,
           max(s.true_peak_dbtp) AS true_peak_dbtp
    FROM catalog.content c JOIN catalog.asset s USING (asset_id)
    WHERE c.parent_id = card.parent_id AND c.deleted_at IS NULL AND s.loudness_lufs > -70
) level ON true
WHERE a.asset_id = $1
