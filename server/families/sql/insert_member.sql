-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO accounts.family_member (user_id, owner_id, role, user_name, joined_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (user_id) DO NOTHING
