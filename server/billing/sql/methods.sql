-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT method_id, token, brand, last4, expiry_month, expiry_year, is_default FROM billing.payment_method
WHERE user_id = $1 AND removed_at IS NULL
ORDER BY created_at, method_id
