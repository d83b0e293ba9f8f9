-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO billing.payment_intent (user_id, intent_id, state, renewal, amount_minor, currency, method_token, customer_token, payer_present, plan,
                                    created_at)
VALUES ($1, $2, 'open', $3, $4, $5, $6, $7, $8, $9, $10)
