-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT number FROM billing.invoice WHERE user_id = $1 AND intent_id = $2 AND kind = 'invoice'
