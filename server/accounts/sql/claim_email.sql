-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO accounts.email_address (email_normalised, user_id, created_at) VALUES ($1, $2, $3)
ON CONFLICT (email_normalised) DO NOTHING
