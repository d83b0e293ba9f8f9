-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO pin (asset_id, rung) VALUES (?1, ?2) ON CONFLICT DO NOTHING
