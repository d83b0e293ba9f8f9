-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO billing.customer (user_id, token, created_at) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING
