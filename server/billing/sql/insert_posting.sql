-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO billing.ledger_entry (user_id, posting_id, line, account, amount_minor, currency, country, posted_at, memo, intent_id, invoice_id, reverses)
SELECT $1, $2, entry.line, entry.account, entry.amount::bigint, $5, $6, $7, $8, $9, $10, $11
FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS entry (account, amount, line)
