-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO playback.stream (user_id, sign_in_id, listener_id, last_seen_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (user_id, sign_in_id) DO UPDATE
SET listener_id = excluded.listener_id, last_seen_at = excluded.last_seen_at, taken_by = NULL, taken_by_listener = NULL
