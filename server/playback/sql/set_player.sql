-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE playback.player SET version = $2, state = $3, changed_at = $4 WHERE user_id = $1
