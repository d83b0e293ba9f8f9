-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE playback.stream SET last_seen_at = greatest(last_seen_at, $3) WHERE user_id = $1 AND sign_in_id = $2 AND taken_by IS NULL
