-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO accounts.family (user_id, time_zone, created_at) VALUES ($1, 'UTC', $2) ON CONFLICT (user_id) DO NOTHING
