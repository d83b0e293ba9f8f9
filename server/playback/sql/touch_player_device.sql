-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE playback.player_device SET seen_at = $4 WHERE user_id = $1 AND sign_in_id = $2 AND stream_id = $3
