-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO social.playlist_edit (user_id, playlist_id, version, base_version, sign_in_id, at, operations)
VALUES ($1, $2, $3, $4, $5, $6, $7)
