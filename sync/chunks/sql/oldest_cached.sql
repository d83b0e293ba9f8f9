-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT asset_id, rung, chunk_index, bytes FROM chunk WHERE pinned = 0 ORDER BY used_at LIMIT 200
