-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE chunk SET used_at = ?4 WHERE asset_id = ?1 AND rung = ?2 AND chunk_index = ?3
