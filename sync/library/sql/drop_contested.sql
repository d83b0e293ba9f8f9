-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM contested WHERE user_id = ?1 AND playlist_id = ?2
