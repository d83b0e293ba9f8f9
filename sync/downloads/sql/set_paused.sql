-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE collection SET paused = ?3 WHERE user_id = ?1 AND collection_id = ?2
