-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO playback.play (user_id, session_id, content_id, asset_id, counted_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (user_id, session_id) DO NOTHING
