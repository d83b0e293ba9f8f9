-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO accounts.account (user_id, email, display_name, language, password_hash, created_at)
VALUES ($1, '', $2, $3, $4, $5)
