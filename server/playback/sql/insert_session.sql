-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO playback.session (user_id, session_id, sign_in_id, content_id, asset_id, highest_rung, count_after_ms, trace_id, span_id, opened_at,
                              is_break)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (user_id, session_id) DO NOTHING
