-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT 1 FROM item WHERE asset_id = ?1 LIMIT 1
