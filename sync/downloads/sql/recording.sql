-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- Also while a part of it is being mended.
SELECT asset_id, rung, chunks FROM item WHERE user_id = ?1 AND content_id = ?2 AND total_bytes > 0 AND done_bytes = total_bytes LIMIT 1
