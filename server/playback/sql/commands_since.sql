-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT sequence, sender_id, command FROM playback.player_command
WHERE user_id = $1 AND target_id = $2 AND sequence > $3 AND at >= $4
ORDER BY sequence LIMIT 50
