-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO social.liked (user_id, content_id, liked, changed_at, revision) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (user_id, content_id) DO UPDATE SET liked = excluded.liked, changed_at = excluded.changed_at, revision = excluded.revision
