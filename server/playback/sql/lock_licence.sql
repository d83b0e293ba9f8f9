-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Sessions of one licence are opened one after another, so that they can be counted.
SELECT sign_in_id, content_id, asset_id, highest_rung, count_after_ms, issued_at, expires_at
FROM playback.licence
WHERE user_id = $1 AND licence_id = $2
FOR UPDATE
