-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
DELETE FROM kept_answer WHERE rowid IN (SELECT rowid FROM kept_answer ORDER BY kept_at DESC LIMIT -1 OFFSET ?1)
