-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO playback.licence (user_id, licence_id, sign_in_id, content_id, asset_id, highest_rung, count_after_ms, issued_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
