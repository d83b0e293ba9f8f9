-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What $1 heard from $2 until before $3, most plays first.
SELECT play.content_id, count(*) AS plays, sum(session.rendered_ms)::bigint AS heard_ms
FROM playback.session JOIN playback.play USING (user_id, session_id)
WHERE session.user_id = $1 AND session.counted AND session.opened_at >= $2 AND session.opened_at < $3
GROUP BY play.content_id
ORDER BY plays DESC, heard_ms DESC, play.content_id
LIMIT 5000
