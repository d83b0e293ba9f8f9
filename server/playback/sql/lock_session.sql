-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT content_id, asset_id, count_after_ms, trace_id, span_id, opened_at, last_sequence, rendered_ms, position_ms, rung, underruns, start_ms,
       ended, counted, is_break
FROM playback.session
WHERE user_id = $1 AND session_id = $2
FOR UPDATE
