-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO billing.subscription (user_id, version, state, plan, body) VALUES ($1, 0, 'none', 'free', $2)
ON CONFLICT DO NOTHING
