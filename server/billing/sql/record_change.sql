-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
WITH saved AS (
    UPDATE billing.subscription SET version = $2, state = $3, plan = $4, body = $5 WHERE user_id = $1
)
INSERT INTO billing.subscription_event (user_id, sequence, type, at, recorded_at, changes, charged_minor, intent_id)
VALUES ($1, $2, $6, $7, $8, $9, $10, $11)
