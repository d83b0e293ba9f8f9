-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE platform.attempt SET failures = $2, last_failed_at = $3, blocked_until = $4 WHERE key = $1
