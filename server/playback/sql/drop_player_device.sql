-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM playback.player_device WHERE user_id = $1 AND sign_in_id = $2 AND stream_id = $3
