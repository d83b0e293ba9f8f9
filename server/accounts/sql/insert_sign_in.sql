-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO accounts.sign_in (user_id, sign_in_id, device_name, device_public_key, created_at, last_used_at, proved_at, place,
                              second_factor_at)
VALUES ($1, $2, $3, $4, $5, $5, $5, $6, CASE WHEN $7 THEN $5::timestamptz END)
