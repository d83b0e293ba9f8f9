-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT a.user_id, a.email, a.display_name, a.language, a.password_hash, a.email_confirmed_at IS NOT NULL AS email_confirmed, a.avatar,
       coalesce(a.payment_country, '') AS payment_country, coalesce(to_char(a.birth_date, 'YYYY-MM-DD'), '') AS birth_date,
       a.listening_visible, a.version,
       EXISTS (SELECT FROM accounts.totp t WHERE t.user_id = a.user_id AND t.confirmed_at IS NOT NULL) AS second_factor,
       (SELECT count(*) FROM accounts.recovery_code r WHERE r.user_id = a.user_id AND r.used_at IS NULL) AS recovery_codes_left,
       coalesce((SELECT jsonb_agg(g.role ORDER BY g.role) FROM accounts.role_grant g WHERE g.user_id = a.user_id), '[]') AS roles
FROM accounts.account a
WHERE a.user_id = $1 AND a.deleted_at IS NULL
