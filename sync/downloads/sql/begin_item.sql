-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE item SET asset_id = ?3, rung = ?4, chunks = ?5, total_bytes = ?6, error = NULL WHERE user_id = ?1 AND content_id = ?2
