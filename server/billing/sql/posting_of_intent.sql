-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The first: of the payment itself.
SELECT posting_id FROM billing.ledger_entry WHERE user_id = $1 AND intent_id = $2 ORDER BY posted_at, posting_id LIMIT 1
