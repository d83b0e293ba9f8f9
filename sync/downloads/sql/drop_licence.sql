-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM licence WHERE user_id = ?1 AND (?2 IS NULL OR content_id = ?2)
