-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The given one, or none.
UPDATE billing.payment_method SET is_default = (method_id IS NOT DISTINCT FROM $2::uuid) WHERE user_id = $1 AND removed_at IS NULL
