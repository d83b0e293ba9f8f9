-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT playlist_id, name, description, version, item_count, deleted, created_at, changed_at, revision
FROM social.playlist WHERE user_id = $1 AND NOT deleted AND revision < $2
ORDER BY revision DESC LIMIT $3
