-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO liked (user_id, content_id, liked, changed_at, round) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (user_id, content_id) DO UPDATE SET liked = excluded.liked, changed_at = excluded.changed_at, round = excluded.round
