-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT intent_id FROM billing.invoice WHERE user_id = $1 AND number = $2 AND kind = 'invoice' AND intent_id IS NOT NULL
