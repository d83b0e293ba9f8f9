-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT version, state, changed_at, command_sequence FROM playback.player WHERE user_id = $1
