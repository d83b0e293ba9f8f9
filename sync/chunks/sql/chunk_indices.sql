-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT chunk_index FROM chunk WHERE asset_id = ?1 AND rung = ?2 ORDER BY chunk_index
