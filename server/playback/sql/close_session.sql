-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE playback.session SET closed_at = coalesce(closed_at, $3) WHERE user_id = $1 AND session_id = $2
