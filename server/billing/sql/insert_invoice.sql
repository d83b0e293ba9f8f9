-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- The counter stays locked to the end of the transaction, so the numbers have no gaps.
WITH counter AS (
    INSERT INTO billing.invoice_counter AS counter (series, last_number) VALUES ($3, 1)
    ON CONFLICT (series) DO UPDATE SET last_number = counter.last_number + 1
    RETURNING last_number
)
INSERT INTO billing.invoice (user_id, invoice_id, number, kind, issued_at, country, currency, total_minor, tax_minor, tax_rate_ppm, lines, corrects,
                             intent_id)
SELECT $1, $2, $3 || '-' || to_char(last_number, 'FM000000'), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 FROM counter
