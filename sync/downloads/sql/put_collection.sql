-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO collection (user_id, collection_id, info, added_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (user_id, collection_id) DO UPDATE SET info = excluded.info, paused = 0
