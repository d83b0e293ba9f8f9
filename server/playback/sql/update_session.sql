-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE playback.session
SET last_sequence = $3, rendered_ms = $4, position_ms = $5, rung = $6, underruns = $7, start_ms = $8, ended = $9, counted = $10, last_tick_at = $11
WHERE user_id = $1 AND session_id = $2
