-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT playlist_id, name, description, version, item_count, created_at, changed_at FROM playlist WHERE user_id = ?1
