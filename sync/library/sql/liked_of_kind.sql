-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT content_id, changed_at FROM liked WHERE user_id = ?1 AND liked = 1 AND kind = ?2 ORDER BY changed_at DESC, content_id
