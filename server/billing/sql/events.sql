-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
-- All of them: each needs those before it to be understood.
SELECT sequence, type, at, changes, charged_minor FROM billing.subscription_event
WHERE user_id = $1
ORDER BY sequence
