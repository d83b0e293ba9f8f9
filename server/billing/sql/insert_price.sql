-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO billing.price (product, period, currency, valid_from, amount_minor) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING
