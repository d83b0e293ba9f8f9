-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO catalog.asset_rung (asset_id, rung, object_name) VALUES ($1, $2, $3)
