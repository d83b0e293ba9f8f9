-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO social.playlist (user_id, playlist_id, name, description, version, item_count, created_at, changed_at, revision)
VALUES ($1, $2, $3, $4, 1, 0, $5, $5, $6)
