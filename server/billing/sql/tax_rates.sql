-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT country, valid_from, rate_ppm FROM billing.tax_rate
