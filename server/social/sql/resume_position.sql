-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT session_id, position_ms, finished, changed_at, elsewhere_session_id, elsewhere_ms
FROM social.resume_position WHERE user_id = $1 AND content_id = $2
