-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT content_id, asset_id FROM item WHERE user_id = ?1 AND collection_id = ?2
