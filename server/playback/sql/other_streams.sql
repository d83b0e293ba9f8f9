-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Oldest first; those that were taken over play no more.
SELECT sign_in_id, listener_id, last_seen_at, taken_by IS NOT NULL AS taken FROM playback.stream
WHERE user_id = $1 AND sign_in_id <> $2
ORDER BY last_seen_at, sign_in_id
