-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO resume_position (user_id, content_id, session_id, position_ms, finished, changed_at, elsewhere_session_id, elsewhere_ms, round)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT (user_id, content_id) DO UPDATE
SET session_id = excluded.session_id, position_ms = excluded.position_ms, finished = excluded.finished, changed_at = excluded.changed_at,
    elsewhere_session_id = excluded.elsewhere_session_id, elsewhere_ms = excluded.elsewhere_ms, round = excluded.round
