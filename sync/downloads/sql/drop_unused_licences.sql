-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM licence WHERE user_id = ?1 AND NOT EXISTS (SELECT 1 FROM item WHERE item.user_id = ?1 AND item.content_id = licence.content_id)
