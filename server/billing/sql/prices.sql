-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT product, period, currency, valid_from, amount_minor FROM billing.price
