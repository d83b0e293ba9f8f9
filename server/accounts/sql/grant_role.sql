-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO accounts.role_grant (user_id, role, granted_at) VALUES ($1, $2, $3)
ON CONFLICT (user_id, role) DO NOTHING
