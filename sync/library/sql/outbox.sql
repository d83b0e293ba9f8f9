-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT mutation, done_at FROM outbox WHERE user_id = ?1 ORDER BY sequence
