-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE outbox SET done_at = ?3 WHERE user_id = ?1 AND mutation_id = ?2 AND done_at IS NULL
