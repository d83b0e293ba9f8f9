-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE item SET state = 'done', done_bytes = total_bytes, error = NULL WHERE user_id = ?1 AND content_id = ?2
