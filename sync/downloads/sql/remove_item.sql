-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM item WHERE user_id = ?1 AND collection_id = ?2 AND content_id = ?3
