-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT r.context_id, r.seed, r.place, r.songs_since_break, r.music_since_break_ms, r.skips, r.session_id, r.before_id, r.content_id, r.is_break,
       r.ends_at, coalesce(s.counted, false) AS rendered
FROM playback.free_run r LEFT JOIN playback.session s USING (user_id, session_id)
WHERE r.user_id = $1
