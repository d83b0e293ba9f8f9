-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE billing.payment_method SET removed_at = $3, is_default = false WHERE user_id = $1 AND method_id = $2
