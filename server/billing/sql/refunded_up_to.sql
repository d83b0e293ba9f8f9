-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT coalesce(max(up_to_minor), 0) AS up_to_minor FROM billing.refund WHERE user_id = $1 AND intent_id = $2 AND state <> 'refused'
