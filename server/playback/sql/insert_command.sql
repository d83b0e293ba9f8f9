-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO playback.player_command (user_id, sequence, command_id, sender_id, target_id, command, at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
