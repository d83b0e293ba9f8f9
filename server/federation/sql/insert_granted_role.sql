-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO federation.granted_role (user_id, provider_id, role, granted_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (user_id, provider_id, role) DO NOTHING
