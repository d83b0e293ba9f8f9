-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE chunk SET pinned = 1 WHERE asset_id = ?1 AND rung = ?2
