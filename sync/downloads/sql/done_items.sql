-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT DISTINCT content_id FROM item WHERE user_id = ?1 AND state = 'done'
