-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE playback.stream SET last_seen_at = $3, taken_by = $4, taken_by_listener = $5 WHERE user_id = $1 AND sign_in_id = $2
