-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO sealed (asset_id, rung, chunk_index, sealed) VALUES (?1, ?2, ?3, ?4)
