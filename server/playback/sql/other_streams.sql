-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Oldest first.
SELECT sign_in_id, listener_id, last_seen_at FROM playback.stream
WHERE user_id = $1 AND sign_in_id <> $2
ORDER BY last_seen_at, sign_in_id
