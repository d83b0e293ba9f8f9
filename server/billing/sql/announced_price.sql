-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT price_minor FROM billing.student_announcement WHERE user_id = $1 AND renewal_at = $2
