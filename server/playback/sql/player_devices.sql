-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT sign_in_id FROM playback.player_device WHERE user_id = $1 AND sign_in_id <> $2 AND seen_at > $3
ORDER BY seen_at DESC, sign_in_id LIMIT 50
