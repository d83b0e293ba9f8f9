-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT mutation FROM outbox WHERE user_id = ?1 AND done_at IS NULL ORDER BY sequence LIMIT ?2
