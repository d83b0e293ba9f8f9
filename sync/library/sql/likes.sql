-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT content_id, changed_at FROM liked WHERE user_id = ?1 AND liked = 1
