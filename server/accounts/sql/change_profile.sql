-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
UPDATE accounts.account SET
    display_name = coalesce($3, display_name),
    language = coalesce($4, language),
    payment_country = CASE WHEN $5::text IS NULL THEN payment_country ELSE nullif($5::text, '') END,
    birth_date = CASE WHEN $6::text IS NULL THEN birth_date ELSE nullif($6::text, '')::date END,
    listening_visible = coalesce($7, listening_visible),
    version = version + 1
WHERE user_id = $1 AND version = $2
