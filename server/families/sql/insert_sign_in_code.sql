-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO accounts.child_sign_in_code (code_hash, user_id, expires_at) VALUES ($1, $2, $3)
