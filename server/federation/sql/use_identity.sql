-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE federation.identity SET last_used_at = $3, email = $4 WHERE user_id = $1 AND subject_hash = $2
