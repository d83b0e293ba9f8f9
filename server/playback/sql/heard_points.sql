-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The same by days ($5 'YYYY-MM-DD') or months ('YYYY-MM') of the time zone $4.
SELECT to_char(session.opened_at AT TIME ZONE $4::text, $5::text) AS point, count(*) AS plays, sum(session.rendered_ms)::bigint AS heard_ms
FROM playback.session JOIN playback.play USING (user_id, session_id)
WHERE session.user_id = $1 AND session.counted AND session.opened_at >= $2 AND session.opened_at < $3
GROUP BY point
