-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE playback.player SET command_sequence = command_sequence + 1 WHERE user_id = $1 RETURNING command_sequence
