-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT intent_id, state, renewal, amount_minor, currency, method_token, customer_token, payer_present, plan, charge_id, action_url, decline_code,
       refunded_minor, dispute, created_at
FROM billing.payment_intent WHERE user_id = $1 AND intent_id = $2
