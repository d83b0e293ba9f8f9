-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO platform.attempt (key, failures, last_failed_at, blocked_until) VALUES ($1, 0, $2, $2) ON CONFLICT (key) DO NOTHING
