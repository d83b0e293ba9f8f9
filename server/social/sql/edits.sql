-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT version, base_version, sign_in_id, at, operations FROM social.playlist_edit
WHERE user_id = $1 AND playlist_id = $2 AND version < $3
ORDER BY version DESC LIMIT $4
