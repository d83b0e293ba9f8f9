-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO billing.refund (user_id, refund_id, intent_id, amount_minor, up_to_minor, state, requested_at)
VALUES ($1, $2, $3, $4, $5, 'requested', $6)
