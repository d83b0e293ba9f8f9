-- SPDX-FileCopyrightText: 2026 The Melody developers
-- SPDX-License-Identifier: GPL-3.0-or-later
SELECT body FROM billing.subscription WHERE user_id = $1 FOR UPDATE SKIP LOCKED
