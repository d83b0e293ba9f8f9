-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT sealed, hash, used_at FROM chunk JOIN sealed USING (asset_id, rung, chunk_index)
WHERE asset_id = ?1 AND rung = ?2 AND chunk_index = ?3
