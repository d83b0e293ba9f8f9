-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT failures, last_failed_at FROM platform.attempt WHERE key = $1 FOR UPDATE
