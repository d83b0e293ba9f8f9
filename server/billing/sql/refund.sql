-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT intent_id, amount_minor, up_to_minor, state FROM billing.refund WHERE user_id = $1 AND refund_id = $2
