-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO playback.player (user_id, changed_at) VALUES ($1, $2) ON CONFLICT DO NOTHING
