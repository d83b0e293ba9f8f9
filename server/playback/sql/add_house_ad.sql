-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO playback.house_ad (content_id, added_at) VALUES ($1, $2) ON CONFLICT (content_id) DO NOTHING
