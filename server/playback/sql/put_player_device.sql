-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO playback.player_device (user_id, sign_in_id, stream_id, seen_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (user_id, sign_in_id) DO UPDATE SET stream_id = excluded.stream_id, seen_at = excluded.seen_at
