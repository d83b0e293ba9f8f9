-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT content_id FROM licence WHERE user_id = ?1 AND issued_at < ?2 ORDER BY issued_at LIMIT 1
