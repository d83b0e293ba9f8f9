-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO chunk (asset_id, rung, chunk_index, bytes, hash, used_at, pinned) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
