-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE billing.payment_intent
SET state = $3, charge_id = $4, action_url = $5, decline_code = $6, refunded_minor = $7, dispute = $8, settled_at = $9
WHERE user_id = $1 AND intent_id = $2
