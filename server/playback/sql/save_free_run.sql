-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Nothing, when another request was faster: its session is not $13 any more.
INSERT INTO playback.free_run (user_id, context_id, seed, place, songs_since_break, music_since_break_ms, skips, session_id, before_id, content_id,
                               is_break, ends_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (user_id) DO UPDATE
SET context_id = excluded.context_id, seed = excluded.seed, place = excluded.place, songs_since_break = excluded.songs_since_break,
    music_since_break_ms = excluded.music_since_break_ms, skips = excluded.skips, session_id = excluded.session_id,
    before_id = excluded.before_id, content_id = excluded.content_id, is_break = excluded.is_break, ends_at = excluded.ends_at
WHERE free_run.session_id = $13
