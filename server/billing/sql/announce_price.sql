-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
INSERT INTO billing.student_announcement (user_id, renewal_at, price_minor, announced_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (user_id, renewal_at) DO UPDATE SET price_minor = excluded.price_minor, announced_at = excluded.announced_at
