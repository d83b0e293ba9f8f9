-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO billing.payment_method (user_id, method_id, token, brand, last4, expiry_month, expiry_year, is_default, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, true, $8)
