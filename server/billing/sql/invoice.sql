-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT invoice_id, number, kind, issued_at, country, currency, total_minor, tax_minor, tax_rate_ppm, lines, corrects
FROM billing.invoice WHERE user_id = $1 AND invoice_id = $2
